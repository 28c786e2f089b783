/** The only user of a new embedded store: what `getMe` and `$CURRENT_USER` mean, and the owner of its sample rows. */
export const LOCAL_USER_ID = '0c0ffee0-0000-4000-8000-000000000001';

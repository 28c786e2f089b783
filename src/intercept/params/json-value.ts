/** A value of JSON (RFC 8259). */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

/** An object of JSON; its keys are data of the model, read them with `Object.hasOwn`. */
export interface JsonObject {
  [key: string]: JsonValue;
}

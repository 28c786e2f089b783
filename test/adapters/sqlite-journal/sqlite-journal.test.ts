import path from 'node:path';
import { openSqliteJournal } from '../../../src/adapters/sqlite-journal/index.ts';
import { describeJournal } from '../../contracts/journal.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describeJournal('sqlite', () => {
  const file = path.join(temporaryFolder(), 'state', 'journal.db');
  return () => openSqliteJournal({ file });
});

/**
 * What must happen at once, as Lua. Each may be sent twice, because a connection that is lost sends again what was under way:
 * `take` is new with each start and each resumption, so that the second copy is known, and so that a run that was taken
 * over takes no more records from whoever had it before.
 */
export const JOURNAL_SCRIPTS = {
  /** run documents owner runs runs-of-slug | take ownerId leaseMs runId startedAt hash document start */
  startRun: {
    numberOfKeys: 5,
    lua: `
      if redis.call('EXISTS', KEYS[1]) == 1 then
        return redis.call('HGET', KEYS[1], 'take') == ARGV[1] and 'OK' or 'RUN_EXISTS'
      end
      if ARGV[7] ~= '' then redis.call('HSETNX', KEYS[2], ARGV[6], ARGV[7])
      elseif redis.call('HEXISTS', KEYS[2], ARGV[6]) == 0 then return 'NO_DOCUMENT' end
      redis.call('HSET', KEYS[1], 'take', ARGV[1], 'owner', ARGV[2], 'document', ARGV[6], 'start', ARGV[8],
        'status', 'running', 'end', '', 'resumes', 0)
      redis.call('SET', KEYS[3], 1, 'PX', ARGV[3])
      redis.call('ZADD', KEYS[4], ARGV[5], ARGV[4])
      redis.call('ZADD', KEYS[5], ARGV[5], ARGV[4])
      return 'OK'`,
  },
  /** run steps owner | take ownerId leaseMs ownerPrefix */
  resumeRun: {
    numberOfKeys: 3,
    lua: `
      local status, owner, take = unpack(redis.call('HMGET', KEYS[1], 'status', 'owner', 'take'))
      if not status then return 'RUN_NOT_FOUND' end
      if take == ARGV[1] then return 'OK' end
      if status == 'success' then return 'RUN_FINISHED' end
      if status == 'running' and redis.call('EXISTS', ARGV[4] .. owner) == 1 then return 'RUN_ACTIVE' end
      redis.call('HSET', KEYS[1], 'take', ARGV[1], 'owner', ARGV[2], 'status', 'running', 'end', '')
      redis.call('HINCRBY', KEYS[1], 'resumes', 1)
      redis.call('PERSIST', KEYS[1])
      redis.call('PERSIST', KEYS[2])
      redis.call('SET', KEYS[3], 1, 'PX', ARGV[3])
      return 'OK'`,
  },
  /** run steps | take keepMs status end, then path and record of each step; a step keeps the place of its first record */
  writeRun: {
    numberOfKeys: 2,
    lua: `
      if redis.call('HGET', KEYS[1], 'take') ~= ARGV[1] then return 'RUN_TAKEN_OVER' end
      for i = 5, #ARGV, 2 do
        local known = redis.call('HGET', KEYS[2], ARGV[i])
        local place = known and string.match(known, '^%d+') or redis.call('HLEN', KEYS[2])
        redis.call('HSET', KEYS[2], ARGV[i], place .. ' ' .. ARGV[i + 1])
      end
      if ARGV[3] ~= '' then
        redis.call('HSET', KEYS[1], 'status', ARGV[3], 'end', ARGV[4])
        redis.call('PEXPIRE', KEYS[1], ARGV[2])
        redis.call('PEXPIRE', KEYS[2], ARGV[2])
      end
      return 'OK'`,
  },
  /** run documents | ownerPrefix */
  readRun: {
    numberOfKeys: 2,
    lua: `
      local run = redis.call('HMGET', KEYS[1], 'start', 'status', 'end', 'resumes', 'owner', 'document')
      if not run[1] then return false end
      local alive = run[2] == 'running' and redis.call('EXISTS', ARGV[1] .. run[5]) == 1
      return { run[1], redis.call('HGET', KEYS[2], run[6]) or '', run[2], run[3], run[4], alive and 1 or 0 }`,
  },
  /** audits | id row; the next free id from the given one on */
  keepAudit: {
    numberOfKeys: 1,
    lua: `
      local id = tonumber(ARGV[1])
      while true do
        local name = string.format('%.0f', id)
        local known = redis.call('HGET', KEYS[1], name)
        if known == ARGV[2] then return 'OK' end
        if not known then redis.call('HSET', KEYS[1], name, ARGV[2]) return 'OK' end
        id = id + 1
      end`,
  },
  /** audits claims owner | ownerId leaseMs ownerPrefix; rows that another open journal is about to write are left to it */
  claimAudits: {
    numberOfKeys: 3,
    lua: `
      local mine = {}
      for _, id in ipairs(redis.call('HKEYS', KEYS[1])) do
        local claim = redis.call('HGET', KEYS[2], id)
        if not claim or claim == ARGV[1] or redis.call('EXISTS', ARGV[3] .. claim) == 0 then
          redis.call('HSET', KEYS[2], id, ARGV[1])
          mine[#mine + 1] = id
          mine[#mine + 1] = redis.call('HGET', KEYS[1], id)
        end
      end
      if #mine > 0 then redis.call('SET', KEYS[3], 1, 'PX', ARGV[2]) end
      return mine`,
  },
} as const;

export type JournalScript = keyof typeof JOURNAL_SCRIPTS;

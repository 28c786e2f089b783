import { describe, expect, it } from 'vitest';
import { ollamaAddress } from '../../../src/adapters/ollama-model/address.ts';

describe('ollamaAddress', () => {
  it.each([
    [undefined, 'http://127.0.0.1:11434'],
    ['', 'http://127.0.0.1:11434'],
    ['localhost', 'http://localhost:11434'],
    ['gpu.lan:8080', 'http://gpu.lan:8080'],
    ['gpu.lan:80', 'http://gpu.lan'],
    [':1234', 'http://127.0.0.1:1234'],
    ['0.0.0.0', 'http://127.0.0.1:11434'],
    ['0.0.0.0:5000', 'http://127.0.0.1:5000'],
    ['::1', 'http://[::1]:11434'],
    ['[::]:5000', 'http://[::1]:5000'],
    ['http://localhost', 'http://localhost'],
    ['https://ollama.example.com', 'https://ollama.example.com'],
    ['https://example.com/ollama/', 'https://example.com/ollama'],
    ['example.com/ollama', 'http://example.com:11434/ollama'],
    [' "localhost:11434" ', 'http://localhost:11434'],
  ])('reads %j', (host, url) => {
    expect(ollamaAddress(host).url).toBe(url);
  });

  it('keeps credentials out of what is shown', () => {
    expect(ollamaAddress('http://me:secret@gpu.lan:1')).toEqual({
      url: 'http://me:secret@gpu.lan:1',
      shown: 'http://gpu.lan:1',
    });
  });

  it.each(['ftp://gpu.lan', 'http://', 'gpu lan', 'gpu.lan:port', 'http://me:secret@'])('refuses %j', (host) => {
    expect(() => ollamaAddress(host)).toThrow(expect.objectContaining({ code: 'OLLAMA_HOST_INVALID' }));
  });

  it('keeps credentials out of the refusal', () => {
    expect(() => ollamaAddress('http://me:secret@')).toThrow(
      expect.objectContaining({ detail: expect.not.stringContaining('secret') }),
    );
  });
});

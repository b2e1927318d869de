// Node's own HTTP parser, llhttp, without sockets: llhttp.cc starts this and talks to it through
// standard input and output, one line at a time, octets in hexadecimal ("-" for none).
//
//   in:  <request|response|response-to-head> <octets of the connection>
//   out: message <method> <target> <status> <reason> <minor version> <0|1: keeps connection> <end>
//        field <name> <value>                any number, for the message above
//        content <octets>                    likewise, in pieces
//        trailer <name> <value>              likewise
//        end <clean|incomplete|refused> <error code or ->
//
// The first line out is "llhttp <version>". Octets are fed to the parser one by one, which changes
// nothing for it and shows where each message ends.
'use strict';

const {HTTPParser, methods} = require('_http_common');

const kHeaderSizeMax = 0x7fffffff; // llhttp's own limit is out of the way
const kFlush = HTTPParser.kOnHeaders | 0; // fields beyond the first 32, and trailers
const kHead = HTTPParser.kOnHeadersComplete | 0;
const kContent = HTTPParser.kOnBody | 0;
const kComplete = HTTPParser.kOnMessageComplete | 0;
const kSkipContent = 1;

// Of a buffer, or of a string of octets.
const hex = (octets) => Buffer.from(octets, 'latin1').toString('hex') || '-';

function read(kind, octets) {
  const out = [];
  let fields = []; // of the header section, as far as they were flushed
  let target = '';
  let lines = []; // of the message under way, what follows its first line
  let start = null; // its first line, once the header section is there
  let end = 0; // octets fed
  let upgraded = false; // the parser has changed the protocol, and hides errors from then on

  const addFields = (word, list) => {
    for (let i = 0; i < list.length; i += 2) {
      lines.push(`${word} ${hex(list[i])} ${hex(list[i + 1])}`);
    }
  };
  const newParser = () => {
    const parser = new HTTPParser();
    parser.initialize(kind === 'request' ? HTTPParser.REQUEST : HTTPParser.RESPONSE, {},
                      kHeaderSizeMax, HTTPParser.kLenientNone | 0);
    parser[kFlush] = (list, url) => {
      if (start !== null) return addFields('trailer', list);
      fields = fields.concat(list);
      target += url;
    };
    parser[kHead] = (major, minor, list, method, url, status, reason, upgrade, keepsConnection) => {
      addFields('field', fields.concat(list || []));
      const of = kind === 'request' ?
          [hex(methods[method]), hex(target + (url || '')), 0, '-'] :
          ['-', '-', status, hex(reason || '')];
      start = [...of, minor, keepsConnection ? 1 : 0].join(' ');
      upgraded = upgrade;
      return kind === 'response-to-head' ? kSkipContent : 0;
    };
    parser[kContent] = (piece) => lines.push(`content ${hex(piece)}`);
    parser[kComplete] = () => {
      out.push(`message ${start} ${end}`, ...lines);
      fields = [];
      target = '';
      lines = [];
      start = null;
    };
    return parser;
  };

  let parser = newParser();
  let result;
  while (end < octets.length && !(result instanceof Error)) {
    result = parser.execute(octets.subarray(end, ++end));
    if (upgraded && start === null) {
      parser = newParser();
      upgraded = false;
    }
  }
  if (!(result instanceof Error)) result = parser.finish();
  const code = result instanceof Error ? result.code : null;
  const ending = code === null ? 'clean' :
                 code === 'HPE_INVALID_EOF_STATE' ? 'incomplete' : 'refused';
  out.push(`end ${ending} ${code || '-'}`);
  return out.join('\n') + '\n';
}

process.stdout.write(`llhttp ${process.versions.llhttp}\n`);
let line = '';
process.stdin.setEncoding('latin1');
process.stdin.on('data', (piece) => {
  line += piece;
  for (let at; (at = line.indexOf('\n')) >= 0;) {
    const [kind, octets] = line.slice(0, at).split(' ');
    line = line.slice(at + 1);
    process.stdout.write(read(kind, octets === '-' ? Buffer.alloc(0) : Buffer.from(octets, 'hex')));
  }
});

#!/usr/bin/env python3
"""A newsroom for the end-to-end tests: feeds, pages and lists on 127.0.0.1, at a port of the system's choice.

newsroom.py PORTFILE LOGFILE: writes the port to PORTFILE once it listens, and a line "STATUS PATH" to LOGFILE for each request.
/f/N.xml a feed of five stories, with an ETag; /slow/N.xml the same after a moment; /page names two feeds, /trap two in other private
networks, /plain none (it is at /atom.xml), /c/port none (it is at
/c/port.rss), /odd a page; /opml and /slow.opml list
feeds; /go/N.xml is /f/N.xml, which it leads to for good once /go-now was asked for;
/live/N.xml has five new stories each time, which its ETag counts; /live.opml lists 40 of them; /wire/NAME.xml has
an agency's story and one of its own, with a guid for each feed; /hang never answers; /coded/NAME.xml is a feed in another coding (br, zstd), whole or cut;
/charset/NAME.xml is one in that encoding, as iconv(1) writes it (/charset/header/NAME.xml: only the header tells); /evil.xml has escape sequences in all that can hold them.
"""
import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOCK = threading.Lock()
EDITION = {}
GOES = threading.Event()
ESC = '\x1b]0;owned\x07\u009b2J\u202e'


def rss(name, title):
    items = ''.join(
        '<item><title>%s, story %d</title><link>http://127.0.0.1:%d/story/%s/%d</link><guid isPermaLink="false">%s-%d</guid>'
        '<pubDate>Sat, 21 Nov 2026 0%d:10:00 GMT</pubDate><description>The council of Port Linden met for the %dth time.</description></item>'
        % (title, i, PORT, name, i, name, i, i, i) for i in range(5))
    return ('<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>%s</title><link>http://example.org/</link>'
            '<description>d</description>%s</channel></rss>' % (title, items)).encode()


def opml(kind, n):
    rows = ''.join('<outline type="rss" text="Paper %d" xmlUrl="http://127.0.0.1:%d/%s/%d.xml"/>' % (i, PORT, kind, i) for i in range(n))
    return ('<?xml version="1.0"?><opml version="2.0"><head><title>Papers</title></head><body><outline text="papers">%s</outline>'
            '</body></opml>' % rows).encode()


def live(name):
    """The next edition of a feed: its ETag, and its bytes."""
    with LOCK:
        edition = EDITION[name] = EDITION.get(name, 0) + 1
    return '"%s-%d"' % (name, edition), rss('live%s-%d' % (name, edition), 'Paper %s, edition %d' % (name, edition))


def wire(name):
    """An agency's story as a paper has it, and one that only this paper has."""
    item = '<item><title>%s</title><link>http://127.0.0.1:%d/%s</link><guid isPermaLink="false">%s-%s</guid>' \
        '<pubDate>Sat, 21 Nov 2026 08:10:00 GMT</pubDate><description>The lock at Port Linden is closed.</description></item>'
    return ('<rss version="2.0"><channel><title>%s</title>%s%s</channel></rss>' % (
        name.title(), item % ('Lock closed', PORT, 'agency/lock?utm_source=' + name, name, 'lock'),
        item % ('Only in ' + name, PORT, name, name, 'own'))).encode()


def coded(name):
    """A feed in a content coding, written by hand in stored blocks: brotli (RFC 7932), zstd (RFC 8878); "-cut": without its end."""
    body = rss(name, 'Coded ' + name)
    if name.startswith('br'):
        # one bit of window size, not the last, four nibbles of length - 1, stored; then an empty last block
        bits = 0 | 0 << 1 | 0 << 2 | (len(body) - 1) << 4 | 1 << 20
        data = bits.to_bytes(3, 'little') + body + b'\x03'
    else:
        # a single segment with two bytes of content size; one last block, raw
        data = b'\x28\xb5\x2f\xfd\x60' + (len(body) - 256).to_bytes(2, 'little') + (1 | len(body) << 3).to_bytes(3, 'little') + body
    return (data[:len(data) * 2 // 3] if name.endswith('-cut') else data), name.partition('-')[0]


def in_charset(name):
    """A feed in an encoding, whose title has letters beyond ASCII where the encoding has those."""
    words = {'TSCII': 'அவசர', 'ARMSCII-8': 'Նավահանգիստ', 'VISCII': 'Cảng', 'JOHAB': '항구', 'ISO-2022-KR': '항구', 'KOI8-RU': 'Порт ў',
             'UTF-7': 'Hafen', 'CP930': '港のニュース', 'EBCDIC-IS-FRISS': 'Höfnin', 'NF_Z_62-010_(1973)': 'fermé'}
    text = rss('charset' + name, 'Paper ' + words.get(name, 'Größe')).decode().replace('utf-8', name)
    return subprocess.run(['iconv', '-f', 'UTF-8', '-t', name], input=text.encode(), capture_output=True, check=True).stdout


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    wbufsize = 1 << 16  # an answer in one piece

    def log_message(self, *args):
        pass

    def reply(self, status, body=b'', kind='application/rss+xml', etag=None, coding=None, location=None):
        with LOCK, open(sys.argv[2], 'a', encoding='utf-8') as log:
            log.write('%d %s\n' % (status, self.path))
        self.send_response(status)
        if etag:
            self.send_header('ETag', etag)
        if coding:
            self.send_header('Content-Encoding', coding)
        if location:
            self.send_header('Location', location)
        if status != 304:
            self.send_header('Content-Type', kind)
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        folder, _, name = self.path[1:].partition('/')
        name = name.partition('.')[0]
        if folder in ('f', 'slow'):
            if folder == 'slow':
                time.sleep(0.02)
            etag = '"%s-%s"' % (folder, name)
            if self.headers.get('If-None-Match') == etag:
                self.reply(304, etag=etag)
            else:
                self.reply(200, rss(folder + name, 'Paper ' + name), etag=etag)
        elif self.path == '/go-now':
            GOES.set()
            self.reply(204)
        elif folder == 'go' and GOES.is_set():
            time.sleep(0.02)
            self.reply(301, location='/f/%s.xml' % name)
        elif folder == 'go':
            self.reply(200, rss('f' + name, 'Paper ' + name), etag='"f-%s"' % name)
        elif folder == 'live':
            time.sleep(0.04)
            etag, body = live(name)
            self.reply(200, body, etag=etag)
        elif folder == 'wire':
            self.reply(200, wire(name))
        elif folder == 'coded':
            if self.headers.get('If-None-Match'):
                self.reply(304)
            else:
                body, coding = coded(name)
                self.reply(200, body, etag='"coded"', coding=coding)
        elif folder == 'charset':
            name = name.split('/')[-1]
            body = in_charset(name)
            if '/header/' in self.path:
                self.reply(200, body, 'text/xml; charset=' + name)
            else:
                self.reply(200, body)
        elif self.path == '/page':
            self.reply(200, b'<!doctype html><html><head><title>Paper</title><link rel="alternate" type="application/rss+xml" title="All" '
                            b'href="/f/100.xml"><link rel="alternate" type="application/rss+xml" title="Comments" href="/f/101.xml"></head>'
                            b'<body><p>Welcome.</p></body></html>', 'text/html')
        elif self.path == '/odd':
            self.reply(200, b'<!doctype html><title>Odd</title><link rel=feed href=page>', 'text/html')
        elif self.path == '/c/port.rss':
            self.reply(200, rss('room', 'Port room'))
        elif self.path == '/trap':
            self.reply(200, b'<!doctype html><html><head><title>Trap</title><link rel="alternate" type="application/rss+xml" href="http://127.0.0.2/'
                            b'admin"><link rel="alternate" type="application/rss+xml" href="http://169.254.169.254/latest"></head><body></body></html>',
                       'text/html')
        elif self.path in ('/plain', '/c/port'):
            self.reply(200, b'<!doctype html><html><head><title>Plain</title></head><body><p>Welcome.</p></body></html>', 'text/html')
        elif self.path == '/atom.xml':
            self.reply(200, rss('atom', 'Plain paper'))
        elif self.path == '/opml':
            self.reply(200, opml('f', 12), 'text/x-opml')
        elif self.path == '/slow.opml':
            self.reply(200, opml('slow', 60), 'text/x-opml')
        elif self.path == '/live.opml':
            self.reply(200, opml('live', 40), 'text/x-opml')
        elif self.path == '/evil.xml':
            self.reply(200, rss('evil', 'Evil ' + ESC).replace(b'\x1b', b'&#27;'))
        elif self.path == '/hang':
            time.sleep(3600)
        else:
            self.reply(404, b'no', 'text/plain')


class Server(ThreadingHTTPServer):
    request_queue_size = 64

    def handle_error(self, request, client_address):
        """Clients that go away in the middle are part of the tests."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


SERVER = Server(('127.0.0.1', 0), Handler)
SERVER.daemon_threads = True
PORT = SERVER.server_address[1]
with open(sys.argv[1] + '.part', 'w', encoding='ascii') as f:
    f.write(str(PORT))
os.rename(sys.argv[1] + '.part', sys.argv[1])
SERVER.serve_forever()

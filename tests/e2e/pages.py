#!/usr/bin/env python3
"""A site on 127.0.0.1 whose articles stand on several pages, in other forms, or not at all. Usage: pages.py PORTFILE LOG"""
import http.server, os, sys

TOPICS = ['tides', 'ropes', 'sails', 'gulls', 'lamps', 'nets', 'piers', 'storms', 'maps', 'bells', 'crews', 'ferries', 'charts']


def paragraphs(page, n=4):
    topic = TOPICS[page % len(TOPICS)]
    return ''.join('<p>On page %d the harbour master of Port Ellery, Mara Lindqvist, spoke at length about the %s of the northern bay, '
                   'and in point %d she said that the council had promised money which, three winters later, nobody has seen.</p>\n'
                   % (page, topic, k + 1) for k in range(n))


def article(title, body, head='', links=''):
    return ('<!DOCTYPE html><html lang="en"><head><title>%s | Ellery Post</title><meta property="og:type" content="article">'
            '<meta property="og:title" content="%s">%s</head><body><nav><a href="/">Home</a> <a href="/news/">News</a></nav>'
            '<main><article><h1>%s</h1><div class="article-body">\n%s</div>\n<div class="pages">%s</div></article></main>'
            '<footer>Ellery Post</footer></body></html>' % (title, title, head, title, body, links))


def numbers(form, last, here):
    return ' '.join('<b>%d</b>' % k if k == here else '<a href="%s">%d</a>' % (form % k, k) for k in range(1, last + 1))


def page(path, query, port):
    part = [p for p in path.split('/') if p]
    name = part[0] if part else ''
    n = int(part[1]) if len(part) > 1 and part[1].isdigit() else 1
    asked = int(query[5:]) if query.startswith('page=') and query[5:].isdigit() else 1
    repeat = '<p>Ellery Post asked every one of the shipping companies for an answer, and by Friday evening two of them had given one.</p>'
    if name == 'harbour' and n <= 3:  # numbered links; the last page leads back to the second
        return article('Who looks after the harbour', repeat + paragraphs(n), links=numbers('/harbour/%d', 3, n) + ' <a rel="next" href="/harbour/%d">Next page</a>' % (n % 3 + 1))
    if name == 'lights':  # the third page is broken
        if asked == 3:
            return None
        return article('The lights of the bay', paragraphs(asked), '<link rel="next" href="/lights?page=%d">' % (asked + 1))
    if name == 'long':
        return article('Twelve days at sea', paragraphs(n), links='<a href="/long/%d">Continue to page %d</a>' % (n + 1, n + 1) if n < 12 else '')
    if name == 'single' and len(part) == 1:  # a next story, another host's page 2, another story's page 2
        return article('One page only', paragraphs(1), '<link rel="next" href="/harbour/">', '<a href="http://localhost:%d/single/2">2</a> '
                       '<a href="/harbour/2">2</a> <a href="/other-single/2">Next page</a>' % port)
    if name == 'whole':
        if query == 'view=all':
            return article('All about buoys', ''.join(paragraphs(k) for k in (1, 2, 3)))
        return article('All about buoys', paragraphs(n), links=numbers('/whole/%d', 3, n) + ' <a href="/whole?view=all">View as single page</a>')
    if name == 'moved':  # the second page is another story
        return article('Boats in winter' if n == 1 else 'Garden show opens its gates', paragraphs(n), links=numbers('/moved/%d', 2, n))
    if name == 'news':
        items = ''.join('<article><h2><a href="/s/%d%d">Council of Port Ellery argues about the %s once more</a></h2><p>A short summary of what '
                        'was said about the %s on the day, as far as it is known.</p></article>' % (n, k, t, t) for k, t in enumerate(TOPICS))
        return '<html><head><title>News</title></head><body><h1>News</h1>%s<a rel="next" href="/news/2">Next page</a></body></html>' % items
    if name == 'shell':  # the page is made by scripts; its AMP form has the text
        if 'amp' in part:
            return article('Ferry line closes', paragraphs(5, 6))
        return ('<html><head><title>Ferry line closes</title><link rel="amphtml" href="/shell/amp"><meta property="og:type" content="article">'
                '</head><body><h1>Ferry line closes</h1><div id="app"><p>Loading the story ...</p></div></body></html>')
    if name == 'printed':
        if query == 'print=1':
            return article('Old mill sold', paragraphs(7, 6))
        return ('<html><head><title>Old mill sold</title></head><body><h1>Old mill sold</h1><p>The mill is sold.</p>'
                '<a href="/printed?print=1">Print this article</a></body></html>')
    if name == 'login':
        return ('<html><head><title>Welcome back</title></head><body><h1>Log in</h1><form><label>E-mail</label><input type="text"><label>Password'
                '</label><input type="password"><button>Log in</button></form><p>Log in to read on.</p></body></html>')
    if name == 'gone':
        return '<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>We looked in every drawer.</p></body></html>'
    if name == 'consent':
        return ('<html><head><title>Before you continue</title></head><body><div class="cookie-banner"><h2>We value your privacy</h2><p>This site and its '
                'partners use cookies to store information on a device. With your consent we use cookies for advertising and analytics.</p>'
                '<button>Accept all cookies</button></div></body></html>')
    return None


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path, _, query = self.path.partition('?')
        text = page(path, query, self.server.server_port)
        with open(sys.argv[2], 'a') as log:
            log.write(self.path + '\n')
        body = (text or '<h1>Out of order</h1>').encode()
        self.send_response(200 if text else 500)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
with open(sys.argv[1] + '.new', 'w') as f:
    f.write(str(server.server_port))
os.rename(sys.argv[1] + '.new', sys.argv[1])
server.serve_forever()

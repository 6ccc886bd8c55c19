#!/usr/bin/env python3
"""Subscribes in the reader: add_page.py QUOTIDIAN FOLDER SITE, a newsroom's address. Prints what it missed."""
import sys

from terminal import Reader

SITE = sys.argv[3]
r = Reader(sys.argv[1], sys.argv[2])
r.expect('Paper 1')
r.keys(':add %s/page local\r' % SITE)
r.expect('Several feeds; Enter adds one')
r.expect('these 2 feeds', repaint=False)
r.keys('Comments\r')  # narrows the list
r.expect('added; it is being fetched: %s/f/101.xml' % SITE)
r.keys(':add %s/plain\r' % SITE)
r.expect('added; it is being fetched: %s/atom.xml' % SITE)
r.keys(':add %s/f/7.xml\r' % SITE)
r.expect('added; it is being fetched: %s/f/7.xml' % SITE)
r.keys(':add %s/nothing-here\r' % SITE)
r.expect('there is nothing at this address (404)')
r.keys(':add %s/hang\r' % SITE)  # leaving does not wait for it
r.expect('looking for feeds at %s/hang' % SITE)
r.leave()
sys.exit(r.bad)

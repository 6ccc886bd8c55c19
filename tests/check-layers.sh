#!/bin/sh
# Holds the tree to the layers of HACKING.md: which folder may include whose headers, and which folder may use which library.
set -eu
cd "${top_srcdir:-$(dirname "$0")/..}"

# Folder, then the folders whose headers it may include (its own always).
rules='
base:
text:base
doc:base text
net:base text doc
feed:base text doc
page:base text doc
lang:base text doc
worker:base text doc net feed page lang
store:base text doc feed
story:base text doc feed store
app:base text doc net feed page lang worker store story
ui:base text doc feed worker store story app
cmd:base text doc net feed page lang worker store story app ui
train:base text doc lang page store story
'
# Header, then the folder that implements it.
owners='
arena:base err:base json:base log:base map:base pack:base paths:base str:base utf8:base wire:base
charset:text date:text htmltext:text text:text url:text
doc:doc fetch:net filter:store feed:feed page:page datafile:lang feat:lang lang:lang lexicon:lang names:lang tagger:lang worker:worker store:store story:story
actions:app archive:app engine:app follow:app query:app settings:app ui:ui
'
bad=0
complain() {
	echo "$1"
	bad=1
}
owner_of() {
	for pair in $owners; do
		case $pair in "$1":*) echo "${pair#*:}" && return ;; esac
	done
}
allowed() { # folder, wanted folder
	[ "$1" = "$2" ] && return 0
	list=$(printf '%s' "$rules" | sed -n "s/^$1://p")
	case " $list " in *" $2 "*) return 0 ;; esac
	return 1
}
library() { # folders, pattern, name
	for file in $(grep -lE "#[[:space:]]*include[[:space:]]*<($2)" src/*/*.c src/*/*.h include/quotidian/*.h 2>/dev/null || true); do
		folder=$(basename "$(dirname "$file")")
		case " $1 " in *" $folder "*) ;; *) complain "$file: includes $3, which only src/{$1} may" ;; esac
	done
}
for file in src/*/*.c src/*/*.h; do
	folder=$(basename "$(dirname "$file")")
	for header in $(sed -n 's/^#[[:space:]]*include[[:space:]]*"quotidian\/\([a-z0-9_]*\)\.h".*/\1/p' "$file"); do
		owner=$(owner_of "$header")
		if [ -z "$owner" ]; then
			complain "$file: quotidian/$header.h has no owner here; name it in tests/check-layers.sh"
		elif ! allowed "$folder" "$owner"; then
			complain "$file: src/$folder may not include quotidian/$header.h of src/$owner"
		fi
	done
	for header in $(sed -n 's/^#[[:space:]]*include[[:space:]]*"\([^"]*\)".*/\1/p' "$file"); do
		case $header in
		config.h | quotidian/*) ;;
		*/*) complain "$file: includes $header; what a folder keeps to itself stays beside its .c" ;;
		*) [ -f "src/$folder/$header" ] || complain "$file: $header does not stand beside it" ;;
		esac
	done
done
library ui 'curses|ncurses|term\.h' curses
library 'feed page' 'libxml' libxml2
library store 'sqlite3' sqlite3
library net 'curl' curl
library 'base app' 'zlib' zlib
library 'feed page doc cmd app train' 'jansson' jansson
for file in $(git ls-files 'src/*.[ch]' 'include/*.h' 2>/dev/null || ls src/*/*.[ch] include/quotidian/*.h); do
	n=$(wc -l <"$file")
	[ "$n" -le 900 ] || complain "$file: $n lines; a file stays below about 800"
	found=$(grep -nE '(^|[^a-z_])(strcpy|strcat|sprintf|gets|strtok|atoi|system|popen|localtime|gmtime)[[:space:]]*\(' "$file" || true)
	[ -z "$found" ] || complain "$file: a banned function: $found"
done
exit $bad

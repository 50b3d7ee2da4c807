#!/usr/bin/env bash
# Says what follows a release: of v0, v0.1 and latest those of which it is the newest, one a line. So 0.1.5 that comes after 0.2.0 moves v0.1 alone,
# and a release of a trial, such as 0.3.0-rc.1, nothing.
# The tags of the releases that are there come on standard input.
set -euo pipefail

tag="$1"
if [[ ! "$tag" =~ ^v[0-9]+\.[0-9]+\.[0-9]+$ ]]; then
  exit 0
fi

minor="${tag%.*}"
major="${minor%.*}"
released="$({ cat; echo "$tag"; } | grep -E '^v[0-9]+\.[0-9]+\.[0-9]+$' | sort -V)"

newest_of() { grep -E "^${1//./\\.}" <<< "$released" | tail -n 1; }

for moving in "$major" "$minor"; do
  if [ "$(newest_of "$moving.")" = "$tag" ]; then
    echo "$moving"
  fi
done

if [ "$(newest_of v)" = "$tag" ]; then
  echo latest
fi

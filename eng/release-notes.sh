#!/usr/bin/env bash
# Prints what CHANGELOG.md of the current folder says of a version, which is the text of its release. Where it says nothing, fails and says what to do:
# asked before anything is published, and again when the release is made.
set -euo pipefail

version="$1"
notes="$(awk -v heading="## [$version]" 'index($0, "## ") == 1 { inside = index($0, heading) == 1; next } inside' CHANGELOG.md)"
if [ -z "${notes//[[:space:]]/}" ]; then
  echo "::error file=CHANGELOG.md::There is nothing under '## [$version]'. Give what stands under '## [Unreleased]' that heading; see CONTRIBUTING.md, section Releases." >&2
  exit 1
fi

printf '%s\n' "$notes"

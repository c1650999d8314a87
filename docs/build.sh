#!/usr/bin/env bash
# Build the site, a folder a language: docs/build.sh FOLDER (default: site). Needs `pip install '.[docs]'`.
set -euo pipefail
export NO_MKDOCS_2_WARNING=1
site=$(realpath -m "${1:-site}")
cd "$(dirname "$0")"
for language in en zh; do
  python -m mkdocs build --strict --config-file "mkdocs.$language.yml" --site-dir "$site/$language"
done
cp choose-language.html "$site/index.html"

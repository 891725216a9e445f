#!/usr/bin/env bash
# Draws the PNG files from the SVG drawings beside this script. Needs Chromium; run it only after a drawing changed.
set -euo pipefail
cd "$(dirname "$0")"
draw() { # drawing.svg, pixels, target.png
  page=$(mktemp --suffix=.html)
  printf '<style>*{margin:0;padding:0}html,body{background:transparent;overflow:hidden}img{display:block;width:%spx;height:%spx}</style><img src="file://%s">' "$2" "$2" "$PWD/$1" >"$page"
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --allow-file-access-from-files \
    --default-background-color=00000000 --force-device-scale-factor=1 --window-size="$2,$2" \
    --screenshot="$PWD/$3" "file://$page" >/dev/null 2>&1
  rm -f "$page"
}
draw app.svg 512 raw.png
convert raw.png -strip -define png:color-type=6 icon.png
cp icon.png 512x512.png
for n in 32 64 128 256; do
  convert icon.png -filter Lanczos -resize "${n}x${n}" -strip -define png:color-type=6 "${n}x${n}.png"
done
cp 256x256.png 128x128@2x.png
for kind in light dark; do
  draw "tray-for-$kind.svg" 480 raw.png
  for n in 24 32 48; do
    convert raw.png -filter Lanczos -resize "${n}x${n}" -strip -define png:color-type=6 "tray-for-$kind-$n.png"
  done
done
rm -f raw.png

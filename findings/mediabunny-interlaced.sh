#!/usr/bin/env bash
# Finding: mediabunny takes interlaced H.264 in MPEG-TS for pictures of half the height.
#
# Versions:  mediabunny 1.61.0 (npm) with Node.js 20; compared with ffprobe 5.1 of Debian 12
# Input:     MPEG-TS with interlaced and with progressive H.264, 720x576 and 1920x1080, as television is broadcast
#            and recorded; encoded by libx264 (MBAFF).
# Behaviour: where `frame_mbs_only_flag` is 0, ITU-T H.264 (7.4.2.1.1) counts the height in pairs of macroblock rows:
#            `FrameHeightInMbs = (2 - frame_mbs_only_flag) * PicHeightInMapUnits`. mediabunny leaves the factor out
#            but applies it to the cropping, so that 1080 lines become 544 - 8. The packets are complete. In MP4 the
#            size is right, because there it comes from the sample entry.
# Impact:    a player or decoder that is configured by `codedHeight` and `displayHeight` squeezes the picture to half
#            its height; whoever looks for faces in it finds them flattened.
# Output:    progressive 720x576: 720x576     progressive 1920x1080: 1920x1080
#            interlaced 720x576: 720x288      interlaced 1920x1080: 1920x536
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
command -v ffmpeg >/dev/null || { echo "Install ffmpeg: apt-get install ffmpeg" >&2; exit 2; }
npm install --silent --no-audit --no-fund --prefix "$work" mediabunny@1.61.0 >/dev/null

cat >size.mjs <<'JS'
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';

const input = new Input({ source: new FilePathSource(process.argv[2]), formats: ALL_FORMATS });
const track = await input.getPrimaryVideoTrack();
console.log(`${await track.getDisplayWidth()}x${await track.getDisplayHeight()}`);
JS

changed=
check() { # NAME SIZE X264-OPTION FORMAT EXPECTED
  ffmpeg -v error -y -f lavfi -i "testsrc2=s=$2:r=25:d=0.4" -c:v libx264 -preset ultrafast -x264-params "$3" "video.$4"
  size=$(ffprobe -v error -select_streams v -show_entries stream=width,height -of csv=p=0:s=x "video.$4" | sed -n 1p)
  [ "$size" = "$2" ] || { echo "ffprobe says $size, not $2" >&2; exit 2; }
  found=$(node size.mjs "video.$4")
  echo "$1 $2 in .$4: $found"
  [ "$found" = "$5" ] || changed=yes
}
check progressive 720x576 aud=1 ts 720x576
check progressive 1920x1080 aud=1 ts 1920x1080
check interlaced 720x576 tff=1 ts 720x288
check interlaced 1920x1080 tff=1 ts 1920x536
check interlaced 720x576 tff=1 mp4 720x576
if [ -z "$changed" ]; then
  echo "Unchanged: interlaced H.264 in MPEG-TS has half its height."
else
  echo "Changed." >&2
  exit 1
fi

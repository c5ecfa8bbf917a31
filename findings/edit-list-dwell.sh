#!/usr/bin/env bash
# Finding: libav plays on where an MP4 edit list says that one picture is held, and warns of nothing.
#
# Versions:  org.bytedeco:ffmpeg 8.1.2-1.5.14 (FFmpeg 8.1.2); FFmpeg 5.1 of Debian 12 behaves alike
# Input:     an MP4 of 4 s, 10 pictures a second, each different, whose edit list is changed in place of the old one:
#            `dwell` shows the first second, then holds the picture at 1 s for 2 s (media_rate 0), then shows the next
#            second; `slow` shows the first second at half speed (media_rate 0.5, segment_duration 2 s).
# Behaviour: ISO/IEC 14496-12, 8.6.6: a media rate of 0 is a "dwell: the media at the media-time is presented for the
#            segment-duration". libav reads the rate and ignores it. Instead of the held picture it decodes the two
#            seconds of the media that follow; instead of one second at half speed, two at full speed.
# Impact:    seconds of media that no player with edit lists shows are decoded, and what is shown is given other times.
#            An evidence frame at 2.5 s is not what a viewer sees at 2.5 s.
# Output:    dwell: 40 pictures, 30 different, 0 warnings      (20 different ones are to be shown)
#            slow: 20 pictures, 20 different, 0 warnings       (10 different ones are to be shown)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
command -v python3 >/dev/null || { echo "Install python3: apt-get install python3" >&2; exit 2; }

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>edit-list-dwell</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.bytedeco</groupId><artifactId>ffmpeg</artifactId><version>8.1.2-1.5.14</version><classifier>linux-x86_64</classifier></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack-dependencies -DoutputDirectory=unpacked
bin=$(dirname "$(find unpacked -type f -name ffprobe -path "*org*" -print -quit)")
chmod +x "$bin/ffmpeg"
export LD_LIBRARY_PATH=$work/$bin
"$bin/ffmpeg" -v error -f lavfi -i testsrc2=s=64x48:r=10:d=4 -c:v mpeg4 -bf 0 -g 10 source.mp4

cat >edit.py <<'PYTHON'
"""Replaces the edit list of an MP4 whose moov box comes last: edit.py SOURCE RESULT DURATION:TIME:RATE..."""
import struct
import sys

data = open(sys.argv[1], "rb").read()


def box(path, start, end):
    """The offsets and sizes of nested boxes."""
    while start < end:
        size, kind = struct.unpack(">I4s", data[start : start + 8])
        if kind == path[0]:
            return [(start, size)] + (box(path[1:], start + 8, start + size) if path[1:] else [])
        start += size
    raise SystemExit("no " + path[0].decode())


chain = box([b"moov", b"trak", b"edts", b"elst"], 0, len(data))
movie = box([b"moov", b"mvhd"], 0, len(data))[-1][0]
media = box([b"moov", b"trak", b"mdia", b"mdhd"], 0, len(data))[-1][0]
movie_scale = struct.unpack(">I", data[movie + 20 : movie + 24])[0]
media_scale = struct.unpack(">I", data[media + 20 : media + 24])[0]
edits = [tuple(map(float, edit.split(":"))) for edit in sys.argv[3:]]
body = b"".join(
    struct.pack(">Iii", int(length * movie_scale), int(time * media_scale), int(rate * 65536))
    for length, time, rate in edits
)
offset, size = chain[-1]
elst = struct.pack(">I4sII", 16 + len(body), b"elst", 0, len(edits)) + body
result = bytearray(data[:offset] + elst + data[offset + size :])
for parent, parent_size in chain[:-1]:
    result[parent : parent + 4] = struct.pack(">I", parent_size + len(elst) - size)
open(sys.argv[2], "wb").write(result)
PYTHON
python3 edit.py source.mp4 dwell.mp4 1:0:1 2:1:0 1:1:1
python3 edit.py source.mp4 slow.mp4 2:0:0.5

for name in dwell slow; do
  "$bin/ffmpeg" -v warning -i "$name.mp4" -fps_mode passthrough -f framemd5 - >"$name.txt" 2>"$name.messages"
  pictures=$(grep -vc '^#' "$name.txt")
  different=$(grep -v '^#' "$name.txt" | awk -F, '{print $6}' | sort -u | wc -l)
  echo "$name: $pictures pictures, $different different, $(grep -c . "$name.messages" || true) warnings"
done | tee output
cat >expected <<'TEXT'
dwell: 40 pictures, 30 different, 0 warnings
slow: 20 pictures, 20 different, 0 warnings
TEXT
if cmp -s output expected; then
  echo "Unchanged: 30 and 20 different pictures are decoded where 20 and 10 are shown."
else
  echo "Changed." >&2
  exit 1
fi

#!/usr/bin/env bash
# Finding: libav reads two of the Matroska documents of an EBML stream, and none of those that follow.
#
# Versions:  org.bytedeco:ffmpeg 8.1.2-1.5.14 (FFmpeg 8.1.2); FFmpeg 5.1 of Debian 12 behaves alike
# Input:     2, 3 and 4 recordings of 20 frames each, joined with `cat`: RFC 8794, section 5, calls one or
#            more concatenated EBML documents an EBML stream. Matroska with MPEG-4 video, WebM with VP8.
# Behaviour: the demuxer continues into the second document and ends after it, with exit status 0. Its one
#            warning, "File extends beyond end of segment.", is the same for two recordings, of which
#            everything is read, as for four, of which half is read.
# Impact:    what was recorded in several sessions, or joined by a downloader, seems to end early; a program
#            that counts frames or seconds cannot tell such a file from one that is complete.
# Output:    mkv: 2 recordings 40 packets, 3 recordings 40, 4 recordings 40 (80 were written)
#            webm: 2 recordings 40 packets, 3 recordings 40, 4 recordings 40 (80 were written)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>matroska-streams</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.bytedeco</groupId><artifactId>ffmpeg</artifactId><version>8.1.2-1.5.14</version><classifier>linux-x86_64</classifier></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack-dependencies -DoutputDirectory=unpacked
bin=$(dirname "$(find unpacked -type f -name ffprobe -path "*org*" -print -quit)")
chmod +x "$bin/ffmpeg" "$bin/ffprobe"
export LD_LIBRARY_PATH=$work/$bin
for number in 1 2 3 4; do
  "$bin/ffmpeg" -v error -f lavfi -i "color=c=0x${number}0${number}080:s=64x48:r=10:d=2" -c:v mpeg4 "$number.mkv"
  "$bin/ffmpeg" -v error -f lavfi -i "color=c=0x${number}0${number}080:s=64x48:r=10:d=2" -c:v libvpx "$number.webm"
done

changed=
for format in mkv webm; do
  line="$format:"
  for count in 2 3 4; do
    for number in $(seq "$count"); do cat "$number.$format"; done >"joined$count.$format"
    packets=$("$bin/ffprobe" -v warning -select_streams v -count_packets -show_entries stream=nb_read_packets \
      -of csv=p=0 "joined$count.$format" 2>messages)
    line="$line $count recordings $packets packets,"
    [ "$packets" = 40 ] || changed=yes
    [ "$(grep -c . messages)" = 1 ] && grep -q "File extends beyond end of segment" messages || changed=yes
  done
  echo "${line%,}"
done
if [ -z "$changed" ]; then
  echo "Unchanged: of three and four recordings, two are read, with the warning that two give as well."
else
  echo "Changed." >&2
  exit 1
fi

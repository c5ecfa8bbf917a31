#!/usr/bin/env bash
# Finding: TwelveMonkeys' ImageIO plug-in decodes lossy WebP without chroma interpolation.
#
# Versions:  com.twelvemonkeys.imageio:imageio-webp 3.14.0; libwebp 1.2.4 (Debian webp 1.2.4-0.2+deb12u1)
# Input:     coloured bars on a grey gradient, 128 x 96 pixels, as lossy WebP of quality 90 (chroma at half
#            the resolution)
# Behaviour: libwebp interpolates between chroma samples ("fancy upsampling"). TwelveMonkeys repeats each
#            sample, like `dwebp -nofancy`. The pixels of a file therefore depend on the decoder: nearly equal
#            to `-nofancy`, far from the default at every coloured edge.
# Impact:    values computed from the pixels of a WebP image differ between programs that use one decoder and
#            programs that use the other.
# Output:    dwebp: mean difference 4.20, largest 87
#            dwebp -nofancy: mean difference 0.11, largest 2
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

if ! command -v cwebp dwebp >/dev/null; then
  apt-get -qq download webp libwebp7 libwebpdemux2 2>/dev/null
  for package in *.deb; do dpkg -x "$package" .; done
  export PATH=$work/usr/bin:$PATH LD_LIBRARY_PATH=$(echo "$work"/usr/lib/*-linux-gnu)
fi
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>webp-chroma</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-webp</artifactId><version>3.14.0</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
cat >Compare.java <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

class Compare {
    static final int WIDTH = 128;
    static final int HEIGHT = 96;

    public static void main(String[] args) throws IOException {
        if (args[0].equals("draw")) {
            BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            int[] bars = {0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff};
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    boolean bar = (x + y) % 40 < 20;
                    image.setRGB(x, y, bar ? bars[(x + y) / 40 % bars.length] : 0x010101 * (2 * y));
                }
            }
            ImageIO.write(image, "png", new File(args[1]));
            return;
        }
        BufferedImage image = ImageIO.read(new File(args[0]));
        byte[] ppm = Files.readAllBytes(Path.of(args[1]));
        int at = ppm.length - 3 * WIDTH * HEIGHT;
        long sum = 0;
        int largest = 0;
        for (int i = 0; i < 3 * WIDTH * HEIGHT; i++) {
            int rgb = image.getRGB(i / 3 % WIDTH, i / 3 / WIDTH);
            int difference = Math.abs((rgb >> (16 - i % 3 * 8) & 255) - (ppm[at + i] & 255));
            sum += difference;
            largest = Math.max(largest, difference);
        }
        System.out.printf("%.2f %d%n", sum / (3.0 * WIDTH * HEIGHT), largest);
    }
}
JAVA
run() { java -cp 'lib/*' Compare.java "$@"; }
run draw drawn.png
cwebp -quiet -q 90 drawn.png -o drawn.webp
dwebp -quiet drawn.webp -ppm -o default.ppm
dwebp -quiet -nofancy drawn.webp -ppm -o nofancy.ppm
read -r mean largest < <(run drawn.webp default.ppm)
read -r plain_mean plain_largest < <(run drawn.webp nofancy.ppm)
echo "dwebp: mean difference $mean, largest $largest"
echo "dwebp -nofancy: mean difference $plain_mean, largest $plain_largest"
if [ "$largest" -gt 40 ] && [ "$plain_largest" -le 8 ]; then
  echo "Unchanged: TwelveMonkeys 3.14.0 decodes like dwebp -nofancy."
else
  echo "Changed." >&2
  exit 1
fi

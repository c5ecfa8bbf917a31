#!/usr/bin/env bash
# Finding: JImageHash gives the same pixels another hash when the file stores them as greyscale.
#
# Versions:  dev.brachtendorf:JImageHash 1.0.0 on Java 17 or newer
# Input:     one grey picture written twice as PNG by ImageIO: as 8-bit greyscale and as RGB with three equal samples.
#            Both decode to the same samples; an image viewer shows the same picture.
# Behaviour: the hashes differ, as if the picture had been edited. JImageHash takes the luminance of a greyscale image
#            through `BufferedImage.getRGB`, which treats Java's grey colour space as linear and brightens every sample
#            (100 becomes 168); of an RGB image it takes the samples as they are.
# Impact:    a black-and-white copy that a programme saves as greyscale JPEG or PNG is found less well than one saved
#            as colour. Where hashes must agree exactly, it is not found. Draw what was read into TYPE_INT_RGB from its
#            raster first.
# Output:    AverageHash 3 of 64, MedianHash 1 of 64, WaveletHash 2 of 64, PerceptiveHash 0 of 64, RotPHash 14 of 79
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>jimagehash-gray</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>dev.brachtendorf</groupId><artifactId>JImageHash</artifactId><version>1.0.0</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
cat >Gray.java <<'JAVA'
import dev.brachtendorf.jimagehash.hashAlgorithms.*;
import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;

public class Gray {
    public static void main(String[] args) throws Exception {
        BufferedImage gray = new BufferedImage(320, 240, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage color = new BufferedImage(320, 240, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < 240; y++) {
            for (int x = 0; x < 320; x++) {
                double wave = 100 * Math.sin(x / 23.0 + y / 41.0) * Math.cos(x * y / 9000.0) + 20 * Math.sin(x / 7.0);
                int sample = (int) Math.max(0, Math.min(255, 127 + wave));
                gray.getRaster().setSample(x, y, 0, sample);
                color.setRGB(x, y, sample * 0x010101);
            }
        }
        BufferedImage asGray = reread(gray, "gray.png");
        BufferedImage asColor = reread(color, "color.png");
        for (int y = 0; y < 240; y++) {
            for (int x = 0; x < 320; x++) {
                int sample = asGray.getRaster().getSample(x, y, 0);
                for (int band = 0; band < 3; band++) {
                    if (asColor.getRaster().getSample(x, y, band) != sample) throw new AssertionError("samples differ");
                }
            }
        }
        HashingAlgorithm[] algorithms = {
            new AverageHash(64), new MedianHash(64), new WaveletHash(64, 3), new PerceptiveHash(64), new RotPHash(64)
        };
        for (HashingAlgorithm algorithm : algorithms) {
            var hash = algorithm.hash(asColor);
            System.out.println(algorithm.getClass().getSimpleName() + ": "
                    + hash.hammingDistance(algorithm.hash(asGray)) + " of " + hash.getBitResolution() + " bits differ");
        }
    }

    private static BufferedImage reread(BufferedImage image, String name) throws Exception {
        ImageIO.write(image, "png", new File(name));
        return ImageIO.read(new File(name));
    }
}
JAVA
java -Djava.awt.headless=true -cp 'lib/*' Gray.java | tee output
cat >expected <<'TEXT'
AverageHash: 3 of 64 bits differ
MedianHash: 1 of 64 bits differ
WaveletHash: 2 of 64 bits differ
PerceptiveHash: 0 of 64 bits differ
RotPHash: 14 of 79 bits differ
TEXT
if cmp -s output expected; then
  echo "Unchanged: equal samples, unequal hashes."
else
  echo "Changed." >&2
  exit 1
fi

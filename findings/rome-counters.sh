#!/usr/bin/env bash
# Finding: ROME drops the view counts of the most watched videos, without a word.
#
# Versions:  com.rometools:rome-modules 2.1.0 on Java 17 or newer
# Input:     a Media RSS entry as the feeds of video platforms carry it, with `media:statistics views` and
#            `media:starRating count` below and above 2 147 483 647. Media RSS 1.5.1 sets no limit; several videos
#            have had more than ten billion views.
# Behaviour: the module keeps counters in `Integer`. A larger number becomes null as if the feed had none: no error,
#            no warning with slf4j-simple at its default level. `fileSize` of the same entry is a long and is kept.
# Impact:    a monitor that ranks or alerts by views takes the biggest videos for those without a count.
# Output:    2147483647: views=2147483647, count=2147483647, fileSize=5000000000
#            2147483648: views=null, count=null, fileSize=5000000000
#            16500000000: views=null, count=null, fileSize=5000000000
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>rome-counters</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.rometools</groupId><artifactId>rome-modules</artifactId><version>2.1.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
cat >Counters.java <<'JAVA'
import com.rometools.modules.mediarss.MediaEntryModule;
import com.rometools.modules.mediarss.MediaModule;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;

public class Counters {
    public static void main(String[] numbers) throws Exception {
        for (String number : numbers) {
            String feed =
                    """
                    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
                      <id>urn:feed</id><title>Videos</title><updated>2026-01-01T00:00:00Z</updated>
                      <entry>
                        <id>urn:video:1</id><title>A video</title><updated>2026-01-01T00:00:00Z</updated>
                        <media:group>
                          <media:content url="https://example.org/1.mp4" type="video/mp4" fileSize="5000000000"/>
                          <media:community>
                            <media:starRating count="%s" average="4.9" min="1" max="5"/>
                            <media:statistics views="%s"/>
                          </media:community>
                        </media:group>
                      </entry>
                    </feed>
                    """
                            .formatted(number, number);
            var entry = new SyndFeedInput().build(new StringReader(feed)).getEntries().get(0);
            var group = ((MediaEntryModule) entry.getModule(MediaModule.URI)).getMediaGroups()[0];
            var community = group.getMetadata().getCommunity();
            System.out.println(number + ": views=" + community.getStatistics().getViews() + ", count="
                    + community.getStarRating().getCount() + ", fileSize=" + group.getContents()[0].getFileSize());
        }
    }
}
JAVA
java -cp 'lib/*' Counters.java 2147483647 2147483648 16500000000 2>&1 | tee output
cat >expected <<'TEXT'
2147483647: views=2147483647, count=2147483647, fileSize=5000000000
2147483648: views=null, count=null, fileSize=5000000000
16500000000: views=null, count=null, fileSize=5000000000
TEXT
if cmp -s output expected; then
  echo "Unchanged: a count above 2 147 483 647 is dropped."
else
  echo "Changed." >&2
  exit 1
fi

package dev.framewatch.desk.alert.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.AlertEvent.PostInfo;
import dev.framewatch.desk.alert.Events;
import dev.framewatch.desk.alert.send.AlertView.Fact;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class AlertTextTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static AlertEvent.Sighting sightingIn(String file) {
        AlertEvent.Sighting one = Events.sighting("f1");
        PostInfo post = one.post();
        return new AlertEvent.Sighting(
                one.id(),
                one.target(),
                one.score(),
                one.positiveFraction(),
                one.longestSeconds(),
                one.clusterId(),
                one.clusterSize(),
                new PostInfo(
                        post.source(),
                        post.id(),
                        post.page(),
                        post.author(),
                        post.caption(),
                        post.postedAt(),
                        file),
                one.frame(),
                one.at(),
                one.seen());
    }

    @Test
    void aMatchNamesTheFileTheTimesInItAndTheNextCommand() {
        AlertView view = AlertText.notice(sightingIn("monday/clip.mp4"), BERLIN);

        assertThat(view.title()).isEqualTo("Possible match: trump in monday/clip.mp4 by anna");
        assertThat(view.facts())
                .contains(
                        new Fact("File", "monday/clip.mp4"),
                        new Fact("In the clip", "3 s to 12 s, 97 s"),
                        new Fact("Details", "framewatch sightings show s-f1"));
    }

    @Test
    void timesAreThoseOfTheReceiver() {
        assertThat(AlertText.notice(Events.sighting("f1"), BERLIN).facts())
                .contains(
                        new Fact("Posted", "2026-03-02 10:00 +01:00"),
                        new Fact("Seen", "2026-03-02 11:15 +01:00"));
    }

    @Test
    void aStrangersFileNameIsOneShortLine() {
        AlertView view =
                AlertText.notice(
                        sightingIn("a\r\nBcc: x@example.org\u202e" + "b".repeat(300)), BERLIN);

        assertThat(view.title()).doesNotContain("\n", "\r", "\u202e").hasSizeLessThan(200);
    }
}

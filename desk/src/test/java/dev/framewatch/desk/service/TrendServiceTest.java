package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.api.TrendDto;
import dev.framewatch.desk.evidence.SeenOnce;
import dev.framewatch.desk.service.TrendService.TrendRequest;
import dev.framewatch.desk.service.TrendService.Unit;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendServiceTest {
    @TempDir private Path folder;

    @AutoClose private TestServices desk;
    private TrendService trends;

    @BeforeEach
    void seenOnceAtNoon() throws Exception {
        desk = new TestServices(SeenOnce.in(folder).home());
        trends = desk.services.trends();
    }

    @Test
    void eachDayBeginsAtMidnightAndTodayIsTheLast() {
        TrendDto trend = trends.of(new TrendRequest("light", "", Unit.DAY, 2));
        assertThat(trend.posts()).isEqualTo(1);
        assertThat(trend.sightings()).isEqualTo(1);
        assertThat(trend.stretches())
                .extracting(TrendDto.TimeBucket::from)
                .containsExactly(
                        Instant.parse("2026-02-28T00:00:00Z"),
                        Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(trend.stretches())
                .extracting(TrendDto.TimeBucket::sightings)
                .containsExactly(0, 1);
        assertThat(trend.trends()).isEmpty();
    }

    @Test
    void anHourBeginsAtTheFullHour() {
        TrendDto trend = trends.of(new TrendRequest("light", "", Unit.HOUR, 1));
        assertThat(trend.stretches())
                .singleElement()
                .satisfies(hour -> {
                    assertThat(hour.from()).isEqualTo(TestServices.NOON);
                    assertThat(hour.sightings()).isEqualTo(1);
                });
    }

    @Test
    void onlyThePostsOfASourceAreCountedWhereOneIsNamed() {
        assertThat(trends.of(new TrendRequest("light", "feed", Unit.DAY, 1)).posts()).isEqualTo(1);
    }

    @Test
    void aMisspeltNameIsNotOneWithoutPosts() {
        assertThatThrownBy(() -> trends.of(new TrendRequest("light", "fede", Unit.DAY, 1)))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no source 'fede'");
        assertThatThrownBy(() -> trends.of(new TrendRequest("lihgt", "", Unit.DAY, 1)))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aChartIsAnSvgDocument() {
        assertThat(trends.chart(new TrendRequest("light", "", Unit.DAY, 3)))
                .startsWith("<svg")
                .contains("light");
    }

    @Test
    void aCountThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new TrendRequest("light", "", Unit.DAY, 0))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> new TrendRequest("light", "", Unit.HOUR, 8785))
                .isInstanceOf(InvalidFieldException.class);
    }
}

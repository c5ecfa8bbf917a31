package dev.framewatch.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.api.EventDto;
import dev.framewatch.web.live.Subscription.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveFeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<EventDto> stored = new CopyOnWriteArrayList<>();

    @AutoClose
    private final LiveFeed feed =
            new LiveFeed(
                    new LiveFeed.EventSource() {
                        @Override
                        public List<EventDto> after(long id, int limit) {
                            return stored.stream()
                                    .filter(event -> event.id() > id)
                                    .limit(limit)
                                    .toList();
                        }

                        @Override
                        public long lastId() {
                            return stored.isEmpty() ? 0 : stored.getLast().id();
                        }
                    });

    private void happen(int count) {
        for (int i = 0; i < count; i++) {
            long id = stored.size() + 1L;
            stored.add(new EventDto(id, Instant.EPOCH, "review_answered", "s" + id));
        }
    }

    @Test
    void eachEventIsToldOnceAndInOrder() throws Exception {
        happen(3);
        try (Subscription late = feed.subscribe(1)) {
            happen(250);
            for (long id = 2; id <= 253; id++) {
                assertThat(late.next(PATIENCE))
                        .isInstanceOfSatisfying(
                                Item.Happened.class,
                                item -> assertThat(item.event().id()).isPositive());
            }
            happen(1);
            assertThat(late.next(PATIENCE)).isEqualTo(new Item.Happened(stored.getLast()));
        }
        assertThat(feed.streams()).isZero();
    }

    @Test
    void whoIsFarBehindLoadsThePageAgain() throws Exception {
        happen(Subscription.MAX_MISSED + 5);
        try (Subscription far = feed.subscribe(0)) {
            assertThat(far.next(PATIENCE)).isEqualTo(new Item.Reload(stored.getLast().id()));
            happen(1);
            assertThat(far.next(PATIENCE)).isEqualTo(new Item.Happened(stored.getLast()));
        }
    }

    @Test
    void aSilentStreamSaysSoAndAClosedFeedEndsIt() throws Exception {
        try (Subscription quiet = feed.subscribe(-1)) {
            assertThat(quiet.next(Duration.ofMillis(1))).isEqualTo(new Item.Silence());
            feed.close();
            assertThat(quiet.next(PATIENCE)).isEqualTo(new Item.End());
            assertThat(feed.subscribe(-1).next(PATIENCE)).isEqualTo(new Item.End());
        }
    }
}

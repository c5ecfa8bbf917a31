package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WakingListenerTest {
    private final AtomicInteger woken = new AtomicInteger();
    private final List<String> heard = new ArrayList<>();
    private final WatchListener listener =
            new WakingListener(
                    new WatchListener() {
                        @Override
                        public void polled(
                                String source, int items, int fresh, List<String> notes) {
                            heard.add(source + " " + items + " " + fresh);
                        }

                        @Override
                        public void fetched(String post, long bytes) {
                            heard.add(post + " " + bytes);
                        }
                    },
                    woken::incrementAndGet,
                    new Heartbeats(() -> 0));

    @Test
    void postsThatAreNewWakeTheNextStageAndKnownOnesDoNot() {
        listener.polled("feed", 9, 0, List.of());
        assertThat(woken).hasValue(0);
        listener.polled("feed", 9, 2, List.of());
        assertThat(woken).hasValue(1);
        assertThat(heard).containsExactly("feed 9 0", "feed 9 2");
    }

    @Test
    void mediaThatArrivedWakeTheNextStage() {
        listener.fetched("p1", 7);
        assertThat(woken).hasValue(1);
        assertThat(heard).containsExactly("p1 7");
    }
}

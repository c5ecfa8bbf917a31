package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StagePipelineTest {
    private final StagePipeline pipeline = new StagePipeline();

    @Test
    void aLaterStageRunsAfterAChangeWhileTheFirstIsStillAtWork() throws Exception {
        CountDownLatch handled = new CountDownLatch(1);
        AtomicInteger posts = new AtomicInteger();
        boolean succeeded =
                pipeline.run(
                        List.of(
                                () -> {
                                    posts.incrementAndGet();
                                    pipeline.wake();
                                    handled.await();
                                    return true;
                                },
                                () -> {
                                    if (posts.get() == 1) {
                                        handled.countDown();
                                    }
                                    return true;
                                }));
        assertThat(succeeded).isTrue();
    }

    @Test
    void everyStageRunsOnceMoreAfterTheStageBeforeItHasEnded() throws Exception {
        List<String> ends = new ArrayList<>();
        AtomicInteger second = new AtomicInteger();
        pipeline.run(
                List.of(
                        () -> ends.add("first"),
                        () -> {
                            second.set(ends.size());
                            return true;
                        }));
        assertThat(second).hasValue(1);
    }

    @Test
    void aFailureOfAnEarlierRunIsNotForgotten() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        boolean succeeded =
                pipeline.run(
                        List.of(
                                () -> {
                                    failed.await();
                                    return true;
                                },
                                () -> {
                                    failed.countDown();
                                    return runs.incrementAndGet() > 1;
                                }));
        assertThat(succeeded).isFalse();
        assertThat(runs.get()).isGreaterThan(1);
    }

    @Test
    void aStageThatThrowsEndsTheRunButNotTheOtherStages() {
        AtomicInteger last = new AtomicInteger();
        assertThatThrownBy(() ->
                        pipeline.run(
                                List.of(
                                        () -> {
                                            throw new IllegalStateException("the disk is full");
                                        },
                                        () -> last.incrementAndGet() > 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the disk is full");
        assertThat(last.get()).isPositive();
    }
}

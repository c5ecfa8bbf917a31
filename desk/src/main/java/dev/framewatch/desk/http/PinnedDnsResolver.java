package dev.framewatch.desk.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds out what a host stands for and checks all of it. Whoever connects takes the addresses from
 * here and asks nobody again, so a name that changes its address gains nothing.
 *
 * @param policy what may be connected to
 * @param resolver where names are looked up
 */
record PinnedDnsResolver(AddressPolicy policy, HostLookup resolver) {
    private static final int TIMEOUT_SECONDS = 15;

    /** Looking up blocks and cannot be interrupted, so it happens apart. */
    private static final ExecutorService LOOKUP_EXECUTOR =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("look-up-", 0).factory());

    /** What names stand for. */
    @FunctionalInterface
    interface HostLookup {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    static PinnedDnsResolver ofSystem(AddressPolicy rules) {
        return new PinnedDnsResolver(rules, InetAddress::getAllByName);
    }

    /**
     * All addresses of a host; one that must not be connected to spoils the others.
     *
     * @throws AddressBlockedException with the reason
     * @throws UnknownHostException when there is no such host, or nobody says in 15 s
     */
    List<InetAddress> resolve(String written) throws AddressBlockedException, UnknownHostException {
        policy.check(written);
        String host = AddressPolicy.normalizeHost(written);
        List<InetAddress> found = List.of(lookUp(host));
        for (InetAddress address : found) {
            policy.check(host, address);
        }
        return found;
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        Future<InetAddress[]> answer = LOOKUP_EXECUTOR.submit(() -> resolver.lookUp(host));
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw unknown("there is no host '%s', or nobody here knows it".formatted(host), e);
        } catch (TimeoutException e) {
            throw unknown("nobody said in time where '%s' is".formatted(host), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown("interrupted while looking for '%s'".formatted(host), e);
        }
    }

    private static UnknownHostException unknown(String message, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(message);
        unknown.initCause(cause);
        return unknown;
    }
}

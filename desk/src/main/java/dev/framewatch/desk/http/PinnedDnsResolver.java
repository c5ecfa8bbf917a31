package dev.framewatch.desk.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves a host name and checks all its addresses. Callers connect to the returned addresses and
 * do not resolve the name again, which defeats DNS rebinding.
 *
 * @param policy the address policy
 * @param resolver the underlying resolver
 * @param leavesNames whether names are left to a proxy; the any-local address then stands for one
 */
record PinnedDnsResolver(AddressPolicy policy, HostLookup resolver, boolean leavesNames) {
    private static final byte[] UNRESOLVED = {0, 0, 0, 0};

    private static final int TIMEOUT_SECONDS = 15;

    /**
     * System name resolution blocks and cannot be interrupted, so it runs on threads of its own.
     */
    private static final ExecutorService LOOKUP_EXECUTOR =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("look-up-", 0).factory());

    /** Resolves host names to addresses. */
    @FunctionalInterface
    interface HostLookup {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    PinnedDnsResolver(AddressPolicy policy, HostLookup resolver) {
        this(policy, resolver, false);
    }

    static PinnedDnsResolver ofSystem(AddressPolicy policy) {
        return new PinnedDnsResolver(policy, InetAddress::getAllByName);
    }

    /** Returns a resolver for connections through a proxy, if there is one. */
    static PinnedDnsResolver of(AddressPolicy policy, Optional<OutgoingProxy> proxy) {
        return new PinnedDnsResolver(
                policy,
                InetAddress::getAllByName,
                proxy.filter(OutgoingProxy::resolvesNames).isPresent());
    }

    /**
     * Returns all addresses of a host. A single blocked address blocks the host.
     *
     * @throws AddressBlockedException with the reason
     * @throws UnknownHostException if the host does not exist or is not resolved within 15 s
     */
    List<InetAddress> resolve(String rawHost) throws AddressBlockedException, UnknownHostException {
        policy.check(rawHost);
        String host = AddressPolicy.normalizeHost(rawHost);
        if (leavesNames && !isLiteral(host)) {
            return List.of(InetAddress.getByAddress(host, UNRESOLVED));
        }
        List<InetAddress> addresses = List.of(lookUp(host));
        for (InetAddress address : addresses) {
            policy.check(host, address);
        }
        return addresses;
    }

    /** Any other number is refused by {@link AddressPolicy#check(String)}. */
    private static boolean isLiteral(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        Future<InetAddress[]> future = LOOKUP_EXECUTOR.submit(() -> resolver.lookUp(host));
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw unknown("host '%s' not found".formatted(host), e);
        } catch (TimeoutException e) {
            throw unknown("timed out resolving host '%s'".formatted(host), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown("interrupted while resolving host '%s'".formatted(host), e);
        }
    }

    private static UnknownHostException unknown(String message, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(message);
        unknown.initCause(cause);
        return unknown;
    }
}

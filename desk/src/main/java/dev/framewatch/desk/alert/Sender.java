package dev.framewatch.desk.alert;

/** Brings a parcel to the other side of a channel. */
@FunctionalInterface
public interface Sender {
    /**
     * Sends once, and returns when the other side has taken it.
     *
     * @return what the other side said, for people
     * @throws DeliveryException when it was not taken, or nobody knows
     */
    String send(Channel channel, DeliveryBatch batch)
            throws DeliveryException, InterruptedException;
}

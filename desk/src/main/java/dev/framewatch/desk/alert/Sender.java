package dev.framewatch.desk.alert;

/** Delivers batches to the receiver of a channel. */
@FunctionalInterface
public interface Sender {
    /**
     * Makes one attempt and returns when the receiver has accepted the batch.
     *
     * @return response of the receiver, for display
     * @throws DeliveryException if it was not accepted, or the outcome is unknown
     */
    String send(Channel channel, DeliveryBatch batch)
            throws DeliveryException, InterruptedException;
}

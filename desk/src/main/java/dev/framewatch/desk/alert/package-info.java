/**
 * Alert delivery with a transactional outbox: queues messages for subscribed channels, delivers
 * them in order with retries, and keeps abandoned messages visible.
 */
@NullMarked
package dev.framewatch.desk.alert;

import org.jspecify.annotations.NullMarked;

/**
 * Delivery of alerts. In: a batch and its channel. Out: acceptance (as email, webhook, chat
 * message, feed entry, or by a program) or the reason for failure; untrusted text is escaped
 * everywhere.
 */
@NullMarked
package dev.framewatch.desk.alert.send;

import org.jspecify.annotations.NullMarked;

/**
 * In: a parcel and the channel it goes to. Out: it was taken (as e-mail, webhook, chat message,
 * entry of a feed, or by a program), or why not; texts of strangers stay texts in all of them.
 */
@NullMarked
package dev.framewatch.desk.alert.send;

import org.jspecify.annotations.NullMarked;

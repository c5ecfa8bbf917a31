package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.desk.alert.Mailbox;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A delivery batch as email: plain text, and HTML with the best frames. The Message-ID is the same
 * on each attempt.
 */
final class EmailMessage extends MimeMessage {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final int MAX_SUBJECT_CHARS = 150;
    private static final int MAX_IMAGES = 10;

    private final String id;

    private EmailMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    @SuppressWarnings("JavaUtilDate") // the mail library knows no other
    static EmailMessage of(
            Session session, ChannelConfig.Email config, DeliveryBatch batch, EvidenceFrames frames)
            throws MessagingException {
        String sender = config.from().address();
        String domain = sender.substring(sender.indexOf('@') + 1);
        EmailMessage message = new EmailMessage(session, "<" + batch.id() + "@" + domain + ">");
        message.setFrom(address(config.from()));
        for (Mailbox recipient : config.to()) {
            message.addRecipient(Message.RecipientType.TO, address(recipient));
        }
        message.setSubject(UntrustedText.line(AlertText.title(batch), MAX_SUBJECT_CHARS), UTF_8);
        message.setSentDate(Date.from(batch.writtenAt()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setContent(alternatives(AlertText.notices(batch), frames));
        message.saveChanges();
        return message;
    }

    private static InternetAddress address(Mailbox mailbox) throws MessagingException {
        InternetAddress address = new InternetAddress(mailbox.address(), true);
        try {
            address.setPersonal(mailbox.name().isEmpty() ? null : mailbox.name(), UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError("every Java platform has UTF-8", e);
        }
        return address;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    private static MimeMultipart alternatives(List<AlertView> notices, EvidenceFrames frames)
            throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(
                notices.stream().map(AlertHtml::plain).collect(Collectors.joining("\n---\n\n")),
                UTF_8);
        MimeBodyPart rich = new MimeBodyPart();
        rich.setContent(page(notices, frames));
        MimeMultipart both = new MimeMultipart("alternative");
        both.addBodyPart(plain);
        both.addBodyPart(rich);
        return both;
    }

    private static MimeMultipart page(List<AlertView> notices, EvidenceFrames frames)
            throws MessagingException {
        List<AlertHtml.Section> sections = new ArrayList<>();
        List<MimeBodyPart> images = new ArrayList<>();
        for (AlertView notice : notices) {
            byte[] jpeg =
                    images.size() < MAX_IMAGES ? frames.jpeg(notice.frame()).orElse(null) : null;
            sections.add(AlertHtml.Section.of(notice, add(images, jpeg)));
        }
        MimeBodyPart html = new MimeBodyPart();
        html.setText(AlertHtml.page(sections), UTF_8, "html");
        MimeMultipart related = new MimeMultipart("related");
        related.addBodyPart(html);
        for (MimeBodyPart image : images) {
            related.addBodyPart(image);
        }
        return related;
    }

    private static @Nullable String add(List<MimeBodyPart> images, byte @Nullable [] jpeg)
            throws MessagingException {
        if (jpeg == null) {
            return null;
        }
        String name = "frame" + (images.size() + 1);
        MimeBodyPart image = new MimeBodyPart();
        image.setDataHandler(new DataHandler(new ByteArrayDataSource(jpeg, "image/jpeg")));
        image.setContentID("<" + name + "@framewatch>");
        image.setDisposition(INLINE);
        image.setFileName(name + ".jpg");
        images.add(image);
        return "cid:" + name + "@framewatch";
    }
}

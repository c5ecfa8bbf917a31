package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.DeliveryBatch;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
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
    private static final int MAX_SUBJECT = 150;
    private static final int MAX_PICTURES = 10;

    private final String id;

    private EmailMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    @SuppressWarnings("JavaUtilDate") // the mail library knows no other
    static EmailMessage of(
            Session session, ChannelConfig.Email route, DeliveryBatch batch, EvidenceFrames frames)
            throws MessagingException {
        String domain = route.from().substring(route.from().indexOf('@') + 1);
        EmailMessage letter = new EmailMessage(session, "<" + batch.id() + "@" + domain + ">");
        letter.setFrom(new InternetAddress(route.from(), true));
        letter.setRecipient(Message.RecipientType.TO, new InternetAddress(route.to(), true));
        letter.setSubject(UntrustedText.line(AlertText.title(batch), MAX_SUBJECT), UTF_8);
        letter.setSentDate(Date.from(batch.writtenAt()));
        letter.setHeader("Auto-Submitted", "auto-generated");
        letter.setHeader("X-Auto-Response-Suppress", "All");
        letter.setContent(alternatives(AlertText.notices(batch), frames));
        letter.saveChanges();
        return letter;
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
        List<MimeBodyPart> pictures = new ArrayList<>();
        for (AlertView notice : notices) {
            byte[] jpeg =
                    pictures.size() < MAX_PICTURES
                            ? frames.jpeg(notice.frame()).orElse(null)
                            : null;
            sections.add(AlertHtml.Section.of(notice, add(pictures, jpeg)));
        }
        MimeBodyPart html = new MimeBodyPart();
        html.setText(AlertHtml.page(sections), UTF_8, "html");
        MimeMultipart related = new MimeMultipart("related");
        related.addBodyPart(html);
        for (MimeBodyPart picture : pictures) {
            related.addBodyPart(picture);
        }
        return related;
    }

    private static @Nullable String add(List<MimeBodyPart> pictures, byte @Nullable [] jpeg)
            throws MessagingException {
        if (jpeg == null) {
            return null;
        }
        String name = "frame" + (pictures.size() + 1);
        MimeBodyPart picture = new MimeBodyPart();
        picture.setDataHandler(new DataHandler(new ByteArrayDataSource(jpeg, "image/jpeg")));
        picture.setContentID("<" + name + "@framewatch>");
        picture.setDisposition(INLINE);
        picture.setFileName(name + ".jpg");
        pictures.add(picture);
        return "cid:" + name + "@framewatch";
    }
}

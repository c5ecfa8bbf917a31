package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.desk.alert.Events;

/** A post by somebody who would like to do more than be read. */
final class Hostile {
    static final String AUTHOR =
            "anna\r\n"
                    + "Bcc: victim@example.org\n\n"
                    + "<b>@channel</b>\u202Egnp.exe`*_[x](http://evil.example)";
    static final String CAPTION =
            """
            <!channel> <!everyone|x> <@U123> <https://evil.example|click>
            @channel @here @all @everyone [click](https://evil.example) ![i](https://evil.example/i.png)
            ``` <script>alert(1)</script> ]]> <at>All</at> &amp; "quoted" 'single' \\ \u0000\u001B[31m \u202E
            \uFFFE \uD83C\uDFA5 www.evil.example javascript:alert(1)\
            """;

    private Hostile() {}

    static AlertEvent.Sighting sighting() {
        return Events.sighting("f1", AUTHOR, CAPTION, null);
    }

    static DeliveryBatch parcel() {
        return Events.parcel(sighting());
    }

    /** More of it than any chat takes. */
    static DeliveryBatch digest(int size) {
        AlertEvent[] events = new AlertEvent[size];
        for (int i = 0; i < size; i++) {
            events[i] = Events.sighting("f" + i, AUTHOR, CAPTION, null);
        }
        return Events.parcel(events);
    }
}

namespace Conformance.Harness.Dsl;

/// <summary>The place in a choreography that the system under test takes; the harness plays every other party.</summary>
/// <param name="Name">The name used in case ids, on the command line and in the SUT description, such as <c>im-recipient</c>.</param>
/// <param name="Text">What an implementation in this seat does, in a few words.</param>
public sealed record Seat(string Name, string Text)
{
    /// <summary>Sends instant messages over SIP and gets their receipts.</summary>
    public static Seat ImSender { get; } = new("im-sender", "sends instant messages over SIP, asks for receipts and gets them");

    /// <summary>Gets instant messages over SIP, also as a gateway that answers before delivery is certain, and sends receipts.</summary>
    public static Seat ImRecipient { get; } = new("im-recipient", "gets instant messages over SIP and sends the receipts asked for");

    /// <summary>A SIP application server that answers instant messages itself before it knows their fate.</summary>
    public static Seat ImIntermediary { get; } = new("im-intermediary", "answers instant messages over SIP itself and passes them on");

    /// <summary>Sends one MESSAGE with a URI list to a list service.</summary>
    public static Seat ListClient { get; } = new("list-client", "sends one MESSAGE with a recipient list to a URI-list service");

    /// <summary>The URI-list service.</summary>
    public static Seat ListService { get; } = new("list-service", "sends one MESSAGE to every URI of a recipient list");

    /// <summary>Gets copies from a list service, reads their history, replies to all.</summary>
    public static Seat ListRecipient { get; } = new("list-recipient", "gets copies from a URI-list service and reads their recipient history");

    /// <summary>Sends instant messages in an MSRP session and gets read receipts.</summary>
    public static Seat MsrpSender { get; } = new("msrp-sender", "sends instant messages in an MSRP session and gets read receipts");

    /// <summary>Gets instant messages in an MSRP session and sends read receipts.</summary>
    public static Seat MsrpRecipient { get; } = new("msrp-recipient", "gets instant messages in an MSRP session and sends read receipts");

    /// <summary>An MSRP application server between parties.</summary>
    public static Seat MsrpIntermediary { get; } = new("msrp-intermediary", "switches MSRP messages between the parties of a room");

    /// <summary>A gateway between SIP page mode and MSRP sessions: an endpoint towards who writes over SIP, an intermediary towards who writes over MSRP.</summary>
    public static Seat Gateway { get; } = new("gateway", "carries instant messages between SIP page mode and MSRP sessions");

    /// <summary>All seats, in the order in which reports show them.</summary>
    public static IReadOnlyList<Seat> All { get; } =
        [ImSender, ImRecipient, ImIntermediary, ListClient, ListService, ListRecipient, MsrpSender, MsrpRecipient, MsrpIntermediary, Gateway];

    /// <summary>Finds a seat by its name.</summary>
    /// <returns>The seat, or null when there is none of that name.</returns>
    public static Seat? Named(string name) => All.FirstOrDefault(s => s.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Says which party of a scenario the system under test plays when it takes a seat.</summary>
/// <param name="Seat">The seat.</param>
/// <param name="Party">The party.</param>
public sealed record SeatAssignment(Seat Seat, Party Party);

using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;

namespace Conformance.Harness.Dsl;

/// <summary>The control actions and user events that scenarios use, by their names on the wire of the upper tester.</summary>
public static class Actions
{
    /// <summary>The user writes an instant message and asks for the receipts that the template says (<see cref="Im.UserWants"/> first).</summary>
    public static Control IsAskedToSend(this Party party, Im im, Party to, Party? via = null) => party.Does(
        "send-im",
        ("to", to),
        ("via", (object?)via ?? ""),
        ("receipts", string.Join(",", im.UserWants ?? im.Requests ?? [])),
        ("text", new FromFacts(im.Name, facts => im.FactsIn(facts).Text)));

    /// <summary>The party gets an S/MIME certificate with its key, and the certificates of others.</summary>
    public static Control HoldsCertificates(this Party party, params Party[] of) => party.Does(
        "use-certificates",
        ("own", new FromFacts("own", facts => facts.Keys.PemOf(party))),
        ("known", new FromFacts(of.Length == 0 ? "" : string.Join(" ", of.Select(p => p.Name)), facts => facts.Keys.CertificatesOf(of))));

    /// <summary>The user calls somebody; what it then writes to that party may go inside the dialog of the call.</summary>
    public static Control IsAskedToCall(this Party party, Party to) => party.Does("open-dialog", ("to", to));

    /// <summary>The user writes one message to several people by way of a list service.</summary>
    public static Control IsAskedToSend(this Party party, ListMessage message, Party via)
    {
        (string, object)[] values =
        [
            ("service", via),
            ("recipients", new FromFacts(message.Name, message.RecipientLines)),
            ("receipts", string.Join(",", message.Carried?.Requests ?? [])),
            ("text", new FromFacts("", facts => message.FactsIn(facts).Text)),
            ("protection", message.Protection is Stack.Smime.Protection.None ? "" : message.Protection.ToString().ToLowerInvariant()),
        ];
        return party.Does("send-list", message.Validity is { } seconds ? [.. values, ("expires", seconds)] : values);
    }

    /// <summary>The user answers everybody whom the copy of a list message shows.</summary>
    /// <param name="party">Who replies.</param>
    /// <param name="to">The list message whose copy is answered.</param>
    /// <param name="reply">The text.</param>
    /// <param name="shape">serial for one MESSAGE each, service for one list MESSAGE.</param>
    /// <param name="service">The list service to use.</param>
    public static Control RepliesToAll(this Party party, ListCopy to, Template reply, string shape, Party service) => party.Does(
        "reply-to-all",
        ("call-id", new FromFacts(to.Name, facts => facts.CallId(to) ?? "")),
        ("text", new FromFacts(reply.Name, facts => reply is ListMessage list ? list.FactsIn(facts).Text : ((Im)reply).FactsIn(facts).Text)),
        ("shape", shape),
        ("service", service));

    /// <summary>The user is shown who else got the message: each visible recipient, and how many are undisclosed at each level.</summary>
    public static Sight SeesRecipients(this Party party, ListCopy copy) =>
        party.Sees("show-recipients", ("visible", new FromFacts(copy.Name, copy.VisibleLines)));

    /// <summary>The recipient opens the message.</summary>
    public static Control Reads(this Party party, Im im) => party.Does("read", ("message-id", im));

    /// <summary>The user opens something by its own Message-ID, such as a receipt that carries one.</summary>
    public static Control Opens(this Party party, string messageId) => party.Does("read", ("message-id", messageId));

    /// <summary>The recipient throws the message away and has not opened it.</summary>
    public static Control Deletes(this Party party, Im im) => party.Does("delete", ("message-id", im));

    /// <summary>The user wants no receipts sent.</summary>
    public static Control OptsOut(this Party party) => party.Does("opt-out", ("on", "true"));

    /// <summary>The user wants no receipts sent that say what was read; those of delivery go on.</summary>
    public static Control KeepsReadingQuiet(this Party party) => party.Does("opt-out-reads", ("on", "true"));

    /// <summary>Delivery of a message that was held becomes certain.</summary>
    public static Control Delivers(this Party party, Im im) => party.Does("deliver", ("message-id", im));

    /// <summary>It becomes certain that a message that was held cannot be delivered.</summary>
    public static Control FailsDelivery(this Party party, Im im) => party.Does("fail", ("message-id", im));

    /// <summary>The party works as a gateway: it answers 2xx and learns later what became of the message.</summary>
    public static Control HoldsDelivery(this Party party) => party.Does("hold", ("on", "true"));

    /// <summary>The party refuses instant messages from here on; 0 takes them again.</summary>
    public static Control Refuses(this Party party, int status) =>
        party.Does("refuse", ("status", status.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The party cannot observe whether a message is read.</summary>
    public static Control CannotSeeReads(this Party party) => party.Does("read-unknown", ("on", "true"));

    /// <summary>The intermediary is told where somebody can be reached: what is for that URI goes to these contacts instead, to all of them at once.</summary>
    public static Control Retargets(this Party party, Party somebody, params Party[] contacts) => party.Does(
        "retarget",
        ("uri", somebody),
        ("contacts", new FromFacts(string.Join(", ", contacts.Select(c => c.Name)), facts => string.Join('\n', contacts.Select(c => facts.AddressOf(c).Address)))));

    /// <summary>The intermediary answers nothing itself that is for somebody: it passes messages on and the responses back.</summary>
    public static Control PassesResponsesOf(this Party party, Party somebody) => party.Does("pass-responses", ("uri", somebody), ("on", "true"));

    /// <summary>The party takes no MSRP sessions from here on. Harness parties alone do this, whoever calls them.</summary>
    public static Control RefusesSessions(this Party party, int status) =>
        party.Does(RefuseSessions, ("status", status.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The party takes MSRP sessions whoever calls it, but names a port at which nobody takes connections. Harness parties alone do this.</summary>
    public static Control TakesNoConnections(this Party party) => party.Does(RefuseConnections);

    /// <summary>The connection under the party's MSRP session breaks. Harness parties alone do this.</summary>
    public static Control LosesConnection(this Party party) => party.Does(LoseConnection);

    /// <summary>The party ends its MSRP session, as one who leaves. Harness parties alone do this.</summary>
    public static Control EndsSession(this Party party) => party.Does(EndSession);

    /// <summary>Name of the act of a harness party that ends its session.</summary>
    internal const string EndSession = "end-session";

    /// <summary>Name of the act of a harness party that takes no sessions.</summary>
    internal const string RefuseSessions = "refuse-sessions";

    /// <summary>Name of the act of a harness party that takes sessions and no connections for them.</summary>
    internal const string RefuseConnections = "refuse-connections";

    /// <summary>Name of the act of a harness party whose connection breaks.</summary>
    internal const string LoseConnection = "lose-connection";

    /// <summary>The user sees that a receipt came in. Classes: delivered, failed, read, read-unknown.</summary>
    public static Sight SeesReceipt(this Party party, Im im, string kind) => party.Sees("show-receipt", ("message-id", im), ("class", kind));

    /// <summary>The user sees that a receipt came in, whatever it says.</summary>
    public static Sight SeesAnyReceipt(this Party party, Im im) => party.Sees("show-receipt", ("message-id", im));

    /// <summary>The user sees that a receipt came in about one of several recipients.</summary>
    public static Sight SeesReceipt(this Party party, Im im, string kind, Party recipient) =>
        party.Sees("show-receipt", ("message-id", im), ("class", kind), ("recipient", recipient));

    /// <summary>The user is told that a message was lost.</summary>
    public static Sight SeesFailure(this Party party, Im im) => party.Sees("failed", ("message-id", im));

    /// <summary>The user sees a message.</summary>
    public static Sight SeesMessage(this Party party, Im im) => party.Sees("show", ("message-id", im));
}

/// <summary>A value of a control action that is only known in a case.</summary>
/// <param name="Name">How it reads in ladders.</param>
/// <param name="Value">What it is.</param>
public sealed record FromFacts(string Name, Func<CaseFacts, string> Value)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

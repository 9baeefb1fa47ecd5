using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>
/// The INVITE of a call that the user asked for, taken at once by a harness party (RFC 3261 13). No sound goes through it: it is there for its dialog.
/// The one 200 is not repeated, so it takes a transport that loses nothing.
/// </summary>
/// <param name="CallName">Its name in the scenario.</param>
public sealed record Call(string CallName) : Template
{
    /// <summary>True when one hop of the route set is UDP; all are TCP otherwise.</summary>
    public bool HasUdpHop { get; init; }

    /// <inheritdoc/>
    public override string Name => CallName;

    /// <inheritdoc/>
    public override string Label => $"call({Name})";

    /// <summary>The ACK that concludes it.</summary>
    public CallAck Acknowledgement => new(this);

    /// <summary>The BYE of the harness party, which ends it.</summary>
    public HangUp End => new(this);

    /// <summary>A message inside the dialog of the call.</summary>
    public InCall Inside(Im im) => new(this, im);

    /// <summary>A call with a UDP hop on its way.</summary>
    public Call OverUdp() => this with { HasUdpHop = true };

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow) => throw new InvalidOperationException("The harness calls nobody but to set up MSRP sessions.");

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow) =>
        message is { IsRequest: true, Method: "INVITE", Sip.ToTag: null } ? Recognition.Yes : Recognition.No;

    /// <inheritdoc/>
    public override void Bind(Observed message, CaseFacts facts, Arrow arrow)
    {
        if (message.Sip is { } invite)
        {
            facts.Bind(this, new CallFacts(invite, facts.AddressOf(arrow.To), facts.Ids.Tag()));
        }
    }

    /// <inheritdoc/>
    public override Func<SipMessageBuilder, SipMessageBuilder>? Taking(CaseFacts facts) => facts.Recall<CallFacts>(this) is not { } call ? null : response =>
    {
        var place = SipUri.Parse(call.Callee.Address);
        var at = place.Port is { } port ? $"{place.Host}:{port}" : place.Host;
        var near = $"<sip:{at};transport=tcp;lr>";
        response.Set("To", $"{call.Invite.Value(SipHeader.To)};tag={call.Tag}").Add("Record-Route", HasUdpHop ? $"<sip:{at};lr>, {near}" : near).Add("Contact", $"<{call.Callee.Address}>");
        return response.Body(Encoding.UTF8.GetBytes(Silence(call.Invite, place.Host)), "application/sdp");
    };

    /// <summary>Every stream that is offered, and none of them used; one that nobody uses where none is offered.</summary>
    private static string Silence(SipMessage invite, string host)
    {
        var family = host.Contains(':', StringComparison.Ordinal) ? "IP6" : "IP4";
        var address = $"{family} {host.Trim('[', ']')}";
        var offered = Encoding.UTF8.GetString(invite.Body.Span).Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("m=", StringComparison.Ordinal)).DefaultIfEmpty("m=audio 9 RTP/AVP 0");
        var media = offered.Select(m => m.Split(' ')).Select(words => string.Join(' ', words.Select((word, i) => i == 1 ? "9" : word)) + "\r\na=inactive\r\n");
        return $"v=0\r\no=- 1 1 IN {address}\r\ns=-\r\nc=IN {address}\r\nt=0 0\r\n{string.Concat(media)}";
    }
}

/// <summary>The ACK to the 200 of a call.</summary>
/// <param name="Of">The call.</param>
public sealed record CallAck(Call Of) : Template
{
    /// <inheritdoc/>
    public override string Name => Of.Name;

    /// <inheritdoc/>
    public override string Label => $"call({Name})";

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow) => throw new InvalidOperationException("The harness calls nobody but to set up MSRP sessions.");

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow) =>
        message is { IsRequest: true, Method: "ACK" } && facts.Recall<CallFacts>(Of) is { } call && message.Sip?.CallId == call.Invite.CallId ? Recognition.Yes : Recognition.No;
}

/// <summary>A MESSAGE inside the dialog of a call (RFC 3428 4).</summary>
/// <param name="Of">The call.</param>
/// <param name="Im">What it says.</param>
public sealed record InCall(Call Of, Im Im) : Template
{
    /// <inheritdoc/>
    public override string Name => Im.Name;

    /// <inheritdoc/>
    public override string Label => $"{Im.Label} inside call({Of.Name})";

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow) => throw new InvalidOperationException("The harness sends no messages inside the dialog of a call.");

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow) =>
        message is { Sip.ToTag: not null } && facts.Recall<CallFacts>(Of) is { } call && message.Sip.CallId == call.Invite.CallId ? Im.Recognise(message, facts, arrow) : Recognition.No;
}

/// <summary>The BYE with which the called harness party ends a call.</summary>
/// <param name="Of">The call.</param>
public sealed record HangUp(Call Of) : Template
{
    /// <inheritdoc/>
    public override string Name => Of.Name;

    /// <inheritdoc/>
    public override string Label => $"call({Name})";

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow) => facts.Recall<CallFacts>(Of) is not { } call ? new Outbound { Method = "BYE" } : new Outbound
    {
        Method = "BYE",
        RequestUri = call.CallerContact,
        Headers = call.Headers,
    };

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow) =>
        message is { IsRequest: true, Method: "BYE" } ? Recognition.Yes : Recognition.No;
}

/// <summary>What a call has become in a case.</summary>
/// <param name="Invite">The INVITE.</param>
/// <param name="Callee">Who takes it.</param>
/// <param name="Tag">The callee's tag.</param>
internal sealed record CallFacts(SipMessage Invite, PartyAddress Callee, string Tag)
{
    /// <summary>Where the caller takes requests; null when it has not said.</summary>
    internal string? CallerContact => Invite.Values(SipHeader.Contact) is [var contact, ..] && SipNameAddress.TryParse(contact, out var target) ? target.Uri.ToString() : null;

    /// <summary>The header fields that put a request of the callee inside the dialog.</summary>
    internal IReadOnlyList<(string Name, string? Value)> Headers =>
    [
        ("From", $"{Invite.Value(SipHeader.To)};tag={Tag}"),
        ("To", Invite.Value(SipHeader.From)),
        ("Call-ID", Invite.CallId),
    ];
}

using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Engine;

/// <content>What the path to the system under test bears, and which way a request takes for it.</content>
internal sealed partial class CaseRun
{
    // RFC 3261 18.1.1, RFC 3428 8: so long a request may be whatever is known of the path.
    private const int SurelyBorne = 1300;

    /// <summary>Longest datagram that the path is known to bear with room for what hops add.</summary>
    private int LongestDatagram => Math.Max(SurelyBorne, (_settings.Pixit.PathMtu ?? 0) - 200);

    /// <summary>True where the transport is what the case is about, as with retransmissions.</summary>
    private bool IsAboutDatagrams => (Case.Variant.OnlyTransports ?? Case.Scenario.Transports) is [TransportKind.Udp];

    /// <summary>
    /// Completes a request with the Via of the way that it takes: that of the case, unless it is too long for a datagram and goes over TCP instead, as
    /// RFC 3261 18.1.1 demands.
    /// </summary>
    /// <returns>The request and where it goes; null when no way bears it, and then the case has ended without a judgement.</returns>
    private (SipMessage Message, SipTarget Target)? Routed(Sent sent, SipMessageBuilder request, string branch)
    {
        var isCompact = sent.Outbound.IsCompact;
        var message = WithVia(request, Case.Transport, branch, isCompact);
        var longest = LongestDatagram;
        if (sent.Arrow.Message.Provocation || message.Bytes.Length <= longest)
        {
            return (message, TargetOver(Case.Transport));
        }

        if (message.Method == "MESSAGE" && !_settings.Pixit.PathIsSafe)
        {
            return TooLong($"and where hops may not control congestion a MESSAGE has {longest} at most (RFC 3428 8; limits.pathMtu and limits.pathIsSafe say otherwise in the SUT file)");
        }

        if (Case.Transport is not TransportKind.Udp)
        {
            return (message, TargetOver(Case.Transport));
        }

        if (IsAboutDatagrams)
        {
            return TooLong($"too many for a datagram of {longest}, and the case is about datagrams");
        }

        if (_sut.SipAddress(TransportKind.Tcp) is null)
        {
            return TooLong($"too many for a datagram of {longest}, and {_sut.Name} has no TCP address to which it would go instead (RFC 3261 18.1.1)");
        }

        return (WithVia(request.RemoveFirst("Via"), TransportKind.Tcp, branch, isCompact), TargetOver(TransportKind.Tcp));

        (SipMessage Message, SipTarget Target)? TooLong(string why)
        {
            _inconclusive ??= $"{sent.Arrow.Message.Label} has {message.Bytes.Length} octets, {why}";
            Finish();
            return null;
        }
    }

    private SipMessage WithVia(SipMessageBuilder request, TransportKind transport, string branch, bool isCompact)
    {
        var message = request.AddFirst("Via", $"SIP/2.0/{transport.ToString().ToUpperInvariant()} {_tester.Transport.SentBy(transport)};branch={branch};rport").Build();
        return isCompact ? Compact(message) : message;
    }

    private static SipMessage Compact(SipMessage message)
    {
        var compact = SipMessage.Request(message.Method, message.RequestUriText);
        foreach (var field in message.Fields)
        {
            compact.Raw(System.Text.Encoding.UTF8.GetBytes($"{SipHeaders.CompactName(field.Known) ?? field.Name}: {field.Value}\r\n"));
        }

        return compact.Body(message.Body).Build();
    }

    private SipTarget TargetOver(TransportKind transport)
    {
        var address = _sut.SipAddress(transport) ?? throw new ScenarioException($"{_sut.Name} has no {transport} address");
        return new SipTarget(transport, address) { Lane = _lane };
    }
}

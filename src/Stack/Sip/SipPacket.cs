using System.Globalization;
using System.Net;
using Conformance.Wire;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>One SIP message, or what should have been one, as it crossed the wire.</summary>
public sealed class SipPacket
{
    private SipMessage? _stamped;

    /// <summary>Whether we sent it.</summary>
    public required bool Outgoing { get; init; }

    /// <summary>The transport it used.</summary>
    public required TransportKind Transport { get; init; }

    /// <summary>Every byte, as sent or received: the whole datagram, or on a stream the bytes of this message alone.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The message exactly as the bytes say; null when they do not parse.</summary>
    public SipMessage? Message { get; init; }

    /// <summary>Why the bytes do not parse.</summary>
    public WireError? Error { get; init; }

    /// <summary>Our address and port.</summary>
    public required IPEndPoint Local { get; init; }

    /// <summary>The peer's address and port.</summary>
    public required IPEndPoint Remote { get; init; }

    /// <summary>When it crossed, by the loop's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>
    /// A received request as a server works with it: received and rport filled in at its top Via (RFC 3261 18.2.1, RFC 3581 4). The same object as
    /// <see cref="Message"/> when nothing had to be added.
    /// </summary>
    public SipMessage? Stamped => _stamped ??= Stamp();

    /// <summary>The stream it came over.</summary>
    internal SipStream? Stream { get; init; }

    private SipMessage? Stamp()
    {
        if (Outgoing || Message is not { IsRequest: true, TopVia: { } via })
        {
            return Message;
        }

        var rport = via.HasRPort && via.RPort is null;
        if (!rport && IPAddress.TryParse(via.Host, out var sentBy) && sentBy.Equals(Remote.Address))
        {
            return Message;
        }

        var stamped = via.WithParameter("received", Remote.Address.ToString());
        if (rport)
        {
            stamped = stamped.WithParameter("rport", Remote.Port.ToString(CultureInfo.InvariantCulture));
        }

        var edit = Message.Edit().SetFirst("Via", stamped.ToString());
        try
        {
            return (Message.Has(SipHeader.ContentLength) ? edit : edit.WithoutContentLength()).Build();
        }
        catch (WireFormatException)
        {
            // A hostile request at the very limit of its size has no room for the parameters. Its answer is routed by the packet all the same.
            return Message;
        }
    }
}

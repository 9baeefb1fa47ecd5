using System.Net;
using System.Security.Cryptography;
using System.Text;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>
/// The stateless proxy of RFC 3261 16.11: each request goes on as it comes, retransmissions included, each response goes back by its Via, and nothing
/// is remembered. Answers nothing itself.
/// </summary>
internal sealed class StatelessForwarder(SipHost host, RelayConduct conduct)
{
    // What tells our responses from those of the transactions that share the port.
    private const string Mark = "z9hG4bKpass";

    /// <summary>A branch that depends on nothing a retransmission could change.</summary>
    public static string BranchFor(SipMessage request)
    {
        var via = request.TopVia;
        var text = via?.Branch?.StartsWith("z9hG4bK", StringComparison.OrdinalIgnoreCase) == true
            ? $"{via.Branch} {via.Host} {via.Port} {request.RequestUriText}"
            : $"{request.ToTag} {request.FromTag} {request.CallId} {request.CSeq?.Number} {request.RequestUriText} {via}";
        return Mark + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 10));
    }

    /// <summary>Sends a request on.</summary>
    /// <param name="onward">The request with its Route seen to and Max-Forwards counted down.</param>
    /// <param name="received">The request as it came, received and rport filled in.</param>
    public void Forward(SipMessage onward, SipMessage received, SipTarget hop)
    {
        var transport = hop.Transport.ToString().ToUpperInvariant();
        var via = $"SIP/2.0/{transport} {host.Transport.SentBy(hop.Transport)};branch={conduct.Branch(received)}";
        host.Transactions.SendStateless(host.Conduct.Request(onward.Edit().AddFirst("Via", via).Build()), hop);
    }

    /// <summary>Sends a response back where its request came from.</summary>
    /// <returns>False when the request was not forwarded here.</returns>
    public bool TakesBack(SipMessage response)
    {
        if (response.TopVia?.Branch?.StartsWith(Mark, StringComparison.Ordinal) != true || response.Vias is not [_, var next, ..])
        {
            return false;
        }

        // No way back means a response lost, like any other datagram (RFC 3261 16.11: no state, no retry).
        if (Enum.TryParse<TransportKind>(next.Transport, ignoreCase: true, out var kind)
            && IPAddress.TryParse((next.Received ?? next.Host).Trim('[', ']'), out var address))
        {
            var port = next.RPort ?? next.Port ?? SipTarget.DefaultPort(kind);
            host.Transport.Send(response.Edit().RemoveFirst("Via").Build(), new SipTarget(kind, new IPEndPoint(address, port)));
        }

        return true;
    }
}

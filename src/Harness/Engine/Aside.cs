using Conformance.Harness.Dsl;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Engine;

/// <summary>
/// Asks the system under test something that belongs to no case: whether it is there, whether it is honest. What crosses the wire for it is written to
/// the journal, and is no stray.
/// </summary>
internal sealed class Aside(LowerTester tester, Pixit pixit, IdSource ids)
{
    private static readonly Party Harness = new("Harness");

    /// <summary>Sends a request and waits as long as a response may take.</summary>
    /// <param name="to">Whom to ask.</param>
    /// <param name="transport">By which way; the system under test must have an address there.</param>
    /// <param name="method">The method.</param>
    /// <param name="headers">Header fields beside the usual ones.</param>
    /// <param name="answered">Called once, with the final response, or null when there was none.</param>
    internal void Ask(AskedSeat to, TransportKind transport, string method, IReadOnlyList<(string Name, string Value)> headers, Action<AsideAnswer> answered)
    {
        if (to.Sut.SipAddress(transport) is not { } address || tester.Transport.Local(transport) is null)
        {
            tester.Loop.Post(() => answered(new AsideAnswer(null, null)));
            return;
        }

        var request = Build(to, transport, method, headers, address);
        var branch = request.TopVia?.Branch ?? "";
        var isOver = false;
        IDisposable? patience = null;
        void End(SipMessage? response)
        {
            if (!isOver)
            {
                isOver = true;
                patience?.Dispose();
                answered(new AsideAnswer(request, response));
            }
        }

        tester.Announce(branch, to.Seat);
        patience = tester.Loop.After(pixit.ResponseTime, () => End(null));
        tester.Transactions.Send(
            request,
            new SipTarget(transport, address),
            response =>
            {
                if (response.StatusCode >= 200)
                {
                    End(response);
                }
            },
            () => End(null),
            _ => End(null));
    }

    private SipMessage Build(AskedSeat to, TransportKind transport, string method, IReadOnlyList<(string Name, string Value)> headers, System.Net.IPEndPoint address)
    {
        var nonce = ids.Token(CaseRun.NonceLength);
        var scheme = transport is TransportKind.Tls ? "sips" : "sip";
        var host = address.Address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address.Address}]" : address.Address.ToString();
        var user = to.Sut.UserFor(to.Party, nonce);
        var request = SipMessage.Request(method, $"{scheme}:{user}@{host}:{address.Port}{(transport is TransportKind.Tcp ? ";transport=tcp" : "")}")
            .Add("Via", $"SIP/2.0/{transport.ToString().ToUpperInvariant()} {tester.Transport.SentBy(transport)};branch={ids.Branch()};rport")
            .Add("Max-Forwards", "70")
            .Add("From", $"<{scheme}:{Harness.Name.ToLowerInvariant()}.{nonce}@{tester.Transport.HostOf(transport)}>;tag={ids.Tag()}")
            .Add("To", $"<{scheme}:{user}@{host}>")
            .Add("Call-ID", ids.CallId())
            .Add("CSeq", $"1 {method}");
        foreach (var (name, value) in headers)
        {
            request.Add(name, value);
        }

        return request.Add("Content-Length", "0").Build();
    }
}

/// <summary>The system under test in one seat, and the party that it plays there in some case.</summary>
internal sealed record AskedSeat(Seat Seat, ISut Sut, Party Party);

/// <summary>What came of it; the request is null when there was no way to ask, the response when none came in time.</summary>
internal sealed record AsideAnswer(SipMessage? Request, SipMessage? Response);

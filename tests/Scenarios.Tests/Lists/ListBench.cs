using System.Net;
using Conformance.ReferenceImpl;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Tests.Lists;

/// <summary>The reference list service with everybody else in one peer, in memory: lists go in, copies come out.</summary>
internal sealed class ListBench : IDisposable
{
    private readonly VirtualLoop _loop = new();
    private readonly VirtualNetwork _network;
    private readonly SipTransactions _transactions;
    private readonly SipTransport _transport;
    private readonly IReferenceSeat _service;
    private readonly IdSource _ids = new(5364);
    private readonly List<SipMessage> _copies = [];

    internal ListBench(string mode, string? deviation = null)
    {
        _network = new VirtualNetwork(_loop);
        _transport = new SipTransport(_network, new SipTransportOptions { Address = IPAddress.Parse("10.0.0.9"), Port = 5070 });
        _transactions = new SipTransactions(_transport, SipTimers.Default, _ids.Child("peer"));
        _transactions.RequestReceived += transaction =>
        {
            _copies.Add(transaction.Request);
            transaction.Respond(transaction.Request.Respond(200).Set("To", transaction.Request.To?.WithParameter("tag", "peer").ToString() ?? "").Build());
        };
        _service = ReferenceSeats.Create("list-service", new SeatOptions
        {
            Network = _network,
            Ids = _ids.Child("service"),
            Address = IPAddress.Parse("10.0.0.1"),
            SipPort = 5060,
            Deviations = [.. ReferenceSeats.Deviations.Where(d => d.Id == deviation && d.Seat == "list-service")],
        });
        _service.Perform("blind-mode", new Dictionary<string, string> { ["user"] = "list", ["mode"] = mode });
    }

    /// <summary>Sends one MESSAGE with these lists.</summary>
    /// <returns>The status of the answer, and each copy with its history; null where it has none.</returns>
    internal (int Status, IReadOnlyList<(SipUri RequestUri, ResourceLists? History)> Copies) Send(IEnumerable<byte[]> lists)
    {
        _copies.Clear();
        var request = SipMessage.Request("MESSAGE", "sip:list@10.0.0.1:5060;transport=tcp")
            .Add("Max-Forwards", "70")
            .Add("From", $"<sip:alice@10.0.0.9>;tag={_ids.Tag()}")
            .Add("To", "<sip:list@10.0.0.1>")
            .Add("Call-ID", _ids.CallId())
            .Add("CSeq", "1 MESSAGE")
            .Add("Require", "recipient-list-message")
            .Body(MimeMultipart.Write("parts", [Part("text/plain", null, "Hello"u8.ToArray()), .. lists.Select(l => Part(ResourceLists.MediaType, "recipient-list", l))]), "multipart/mixed;boundary=parts");
        var transaction = _transactions.Send(request.Build(), new SipTarget(TransportKind.Tcp, new IPEndPoint(IPAddress.Parse("10.0.0.1"), 5060)), _ => { });
        _loop.RunFor(TimeSpan.FromSeconds(1));
        return (transaction.FinalResponse?.StatusCode ?? 0, [.. _copies.Select(c => (c.RequestUri ?? throw new InvalidOperationException("A copy without Request-URI."), HistoryOf(c)))]);
    }

    public void Dispose()
    {
        _service.Dispose();
        _transactions.Dispose();
        _transport.Dispose();
        _network.Dispose();
    }

    private static MimeEntity Part(string type, string? disposition, byte[] content)
    {
        var part = MimeEntity.Build().Header("Content-Type", type);
        return (disposition is null ? part : part.Header("Content-Disposition", disposition)).Content(content).Build();
    }

    private static ResourceLists? HistoryOf(SipMessage copy) =>
        copy.ContentType is { IsMultipart: true } type
        && MimeMultipart.TryParse(copy.Body, type, out var body, out _)
        && body.Parts.FirstOrDefault(p => p.Disposition?.Is("recipient-list-history") == true) is { } history
        && ResourceLists.TryRead(history.Content, out var document, out _) ? document : null;
}

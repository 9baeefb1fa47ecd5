using System.Net;
using System.Text;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Tests;

/// <summary>A scripted SIP party: answers as told, remembers what came, sends what it is given.</summary>
internal sealed class Peer : ISipTap, IDisposable
{
    private readonly Bed _bed;
    private readonly SipTransport _transport;
    private readonly SipTransactions _transactions;
    private readonly IdSource _ids;

    public Peer(Bed bed, string address)
    {
        _bed = bed;
        _ids = new IdSource(99).Child(address);
        Address = address;
        _transport = new SipTransport(bed.Net, new SipTransportOptions { Address = IPAddress.Parse(address), Port = 5060 });
        _transactions = new SipTransactions(_transport, SipTimers.Default, _ids);
        _transport.Tap(this);
        _transactions.RequestReceived += transaction =>
        {
            Requests.Add(transaction.Request);
            if (Holds is { } hold)
            {
                hold(transaction);
            }
            else if (Respond(transaction.Request) is { } response)
            {
                transaction.Respond(response);
            }
        };
    }

    public string Address { get; }

    /// <summary>Each request once.</summary>
    public List<SipMessage> Requests { get; } = [];

    /// <summary>Final responses to what was sent.</summary>
    public List<SipMessage> Responses { get; } = [];

    /// <summary>Every request that came in, retransmissions included.</summary>
    public List<SipMessage> Arrivals { get; } = [];

    /// <summary>The status of answers; null stays silent.</summary>
    public Func<SipMessage, int?> Answers { get; set; } = _ => 200;

    /// <summary>Builds the answer, when a status is not enough.</summary>
    public Func<SipMessage, SipMessage?>? Builds { get; set; }

    /// <summary>Takes requests that are answered later; null answers them at once.</summary>
    public Action<SipServerTransaction>? Holds { get; set; }

    /// <summary>From here on calls are taken, with the Record-Route that their user part gives, and messages get no answer.</summary>
    public void Takes(Func<string, string> recordRoute)
    {
        Answers = request => request.Method == "MESSAGE" ? null : 200;
        Builds = request => request is not { Method: "INVITE", RequestUri.User: { } user } ? null
            : request.Respond(200).Set("To", $"{request.Value(SipHeader.To)};tag={_ids.Tag()}").Add("Record-Route", recordRoute(user)).Add("Contact", $"<{Uri(user)}>").Build();
    }

    /// <summary>The message/cpim entities that came, receipts and others.</summary>
    public IReadOnlyList<CpimMessage> Entities => [.. Requests.Select(Entity).OfType<CpimMessage>()];

    /// <summary>The receipts that came, in words: "delivery 200 id".</summary>
    public IReadOnlyList<string> Receipts => [.. Entities
        .Where(entity => entity.Content.ContentType?.Is(StatusReceipt.MediaType) == true)
        .Select(entity => StatusReceipt.TryRead(entity.Content.Content, out var receipt, out _) ? $"{receipt.Type} {receipt.Status} {receipt.MessageId}" : "broken")];

    public string Uri(string user, string transport = "tcp") => $"sip:{user}@{Address}:5060" + (transport == "udp" ? "" : $";transport={transport}");

    public SipMessageBuilder Message(string target, string user, byte[] body, string contentType = "message/cpim") => SipMessage.Request("MESSAGE", target)
        .Add("Max-Forwards", "70")
        .Add("From", $"<sip:{user}@{Address}>;tag={_ids.Tag()}")
        .Add("To", $"<{target.Split(';')[0]}>")
        .Add("Call-ID", _ids.CallId())
        .Add("CSeq", "1 MESSAGE")
        .Body(body, contentType);

    public byte[] Im(string user, string to, string? messageId, string? request, string contentType = "text/plain", string? disposition = null)
    {
        var entity = CpimMessage.Build().From(Uri(user)).To(to);
        if (messageId is not null)
        {
            entity.Header("Message-ID", messageId);
        }

        if (request is not null)
        {
            entity.Header("Receipt-Request", request);
        }

        (string, string)[] headers = disposition is null ? [("Content-Type", contentType)] : [("Content-Type", contentType), ("Content-Disposition", disposition)];
        return entity.Content(headers, Encoding.UTF8.GetBytes("Hello")).ToBytes();
    }

    public static byte[] Receipt(
        string from, string to, StatusReceipt document, string contentType = StatusReceipt.MediaType, string? disposition = "confirm",
        string? messageId = null, string? request = null)
    {
        var entity = CpimMessage.Build().From(from).To(to);
        if (messageId is not null)
        {
            entity.Header("Message-ID", messageId);
        }

        if (request is not null)
        {
            entity.Header("Receipt-Request", request);
        }

        (string, string)[] headers = disposition is null ? [("Content-Type", contentType)] : [("Content-Type", contentType), ("Content-Disposition", disposition)];
        return entity.Content(headers, document.Write()).ToBytes();
    }

    public SipClientTransaction Send(SipMessageBuilder message, IPEndPoint to, TransportKind transport = TransportKind.Tcp) =>
        _transactions.Send(message.Build(), new SipTarget(transport, to), response =>
        {
            if (response.StatusCode >= 200)
            {
                Responses.Add(response);
            }
        });

    public void Sent(SipPacket packet) => Note("<", packet);

    public void Received(SipPacket packet)
    {
        if (packet.Message is { IsRequest: true } request)
        {
            Arrivals.Add(request);
        }

        Note(">", packet);
    }

    public void Dispose()
    {
        _transactions.Dispose();
        _transport.Dispose();
    }

    private static CpimMessage? Entity(SipMessage message) =>
        message.ContentType?.Is("message/cpim") == true && CpimMessage.TryParse(message.Body, CpimReading.Tolerant, out var entity, out _) ? entity : null;

    private SipMessage? Respond(SipMessage request)
    {
        if (Builds is not null)
        {
            return Builds(request);
        }

        return Answers(request) is { } status ? Reply(request, status) : null;
    }

    public static SipMessage Reply(SipMessage request, int status)
    {
        var response = request.Respond(status);
        return request.To is { Tag: null } to ? response.Set("To", to.WithParameter("tag", "peer").ToString()).Build() : response.Build();
    }

    private void Note(string way, SipPacket packet) =>
        _bed.Transcript.Add($"{Address} {way} {packet.Time:HH:mm:ss.fff} {Encoding.Latin1.GetString(packet.Bytes.Span)}");
}

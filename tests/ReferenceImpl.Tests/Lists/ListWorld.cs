using System.Net;
using System.Text;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Tests.Lists;

/// <summary>A seat under test and one peer that plays everybody else, on virtual time.</summary>
internal sealed class ListWorld : IDisposable
{
    public const string Figure2 = """
        to bill
        to anonymize randy
        to anonymize eddy
        cc joe
        cc anonymize carol
        bcc ted
        bcc andy
        """;

    private readonly IdSource _ids = new(7);
    private readonly SipTransactions _transactions;
    private readonly List<(string Event, IReadOnlyDictionary<string, string> Values)> _seen = [];

    public ListWorld(string seat, string? deviation = null, Func<SeatOptions, SeatOptions>? options = null)
    {
        Network = new VirtualNetwork(Loop);
        Transport = new SipTransport(Network, new SipTransportOptions { Address = IPAddress.Parse("10.0.0.9"), Port = 5070 });
        Transport.Tap(new Transcript(this));
        _transactions = new SipTransactions(Transport, SipTimers.Default, _ids.Child("peer"));
        _transactions.RequestReceived += OnRequest;
        var plain = new SeatOptions
        {
            Network = Network,
            Ids = _ids.Child("seat"),
            Address = IPAddress.Parse("10.0.0.1"),
            SipPort = 5060,
            Deviations = [.. ReferenceSeats.Deviations.Where(one => one.Id == deviation && one.Seat == seat)],
        };
        Seat = ReferenceSeats.Create(seat, options?.Invoke(plain) ?? plain);
        Seat.UserSaw += (name, values) =>
        {
            _seen.Add((name, values));
            Trace.Append(name).Append(' ').AppendJoin(',', values.Select(value => $"{value.Key}={value.Value}")).Append('\n');
        };
    }

    public VirtualLoop Loop { get; } = new();

    public VirtualNetwork Network { get; }

    public SipTransport Transport { get; }

    public IReferenceSeat Seat { get; }

    /// <summary>Every octet the seat has sent, and all its user has seen.</summary>
    public StringBuilder Trace { get; } = new();

    /// <summary>Requests the peer got, in order.</summary>
    public List<SipMessage> Got { get; } = [];

    /// <summary>The peer's final status by user part; 0 never answers.</summary>
    public Dictionary<string, int> Answers { get; } = [];

    /// <summary>The answer the peer gives to a request, instead of a bare status.</summary>
    public Func<SipMessage, SipMessage?> Reply { get; set; } = _ => null;

    public SipTarget Target { get; } = new(TransportKind.Tcp, new IPEndPoint(IPAddress.Parse("10.0.0.1"), 5060));

    public static string Uri(string user) => $"sip:{user}@10.0.0.9:5070;transport=tcp";

    public static string SeatUri(string user) => $"sip:{user}@10.0.0.1:5060;transport=tcp";

    public IEnumerable<IReadOnlyDictionary<string, string>> Seen(string name) => _seen.Where(one => one.Event == name).Select(one => one.Values);

    public SipMessage GotBy(string user) => Got.Single(request => request.RequestUri?.User == user);

    public void Perform(string action, params (string Name, string Value)[] values)
    {
        Seat.Perform(action, values.ToDictionary(value => value.Name, value => value.Value));
        Run();
    }

    public void Run(double seconds = 5) => Loop.RunFor(TimeSpan.FromSeconds(seconds));

    /// <summary>A recipient-list part: lines of the form <c>role [anonymize] user-or-URI</c>.</summary>
    public static MimeEntity List(string lines) => ListDocument(ResourceLists.Write(lines
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' '))
        .Select(words => new ListEntry(words[^1].Contains(':') ? words[^1] : Uri(words[^1])) { CopyControlText = words[0] == "none" ? null : words[0], Anonymize = words.Length > 2 ? true : null })));

    public static MimeEntity ListDocument(byte[] xml) => MimeEntity.Build()
        .Header("Content-Type", "application/resource-lists+xml")
        .Header("Content-Disposition", "recipient-list")
        .Content(xml)
        .Build();

    public static MimeEntity Text(string text, string type = "text/plain") => MimeEntity.Build().Header("Content-Type", type).Content(text).Build();

    /// <summary>A MESSAGE from Alice with these parts.</summary>
    public SipMessageBuilder Message(string user, params MimeEntity[] parts) => Request("MESSAGE", SeatUri(user))
        .Add("Require", "recipient-list-message")
        .Body(MimeMultipart.Write("parts", parts), "multipart/mixed;boundary=parts");

    public SipMessageBuilder Request(string method, string uri) => SipMessage.Request(method, uri)
        .Add("Max-Forwards", "17")
        .Add("From", $"\"Alice A\" <sip:alice@10.0.0.9>;tag={_ids.Tag()}")
        .Add("To", "<sip:list@10.0.0.1>")
        .Add("Call-ID", _ids.CallId() + "@10.9.8.7")
        .Add("CSeq", $"4711 {method}");

    /// <summary>Sends it and returns the final response.</summary>
    public SipMessage Exchange(SipMessageBuilder request) => Exchange(request.Build());

    public SipMessage Exchange(SipMessage request) => Send(request) ?? throw new InvalidOperationException("No final response.");

    /// <summary>Sends it and returns the final response if one comes within seconds.</summary>
    public SipMessage? Send(SipMessage request)
    {
        var transaction = _transactions.Send(request, Target, _ => { });
        Run();
        return transaction.FinalResponse;
    }

    public void Dispose()
    {
        Seat.Dispose();
        _transactions.Dispose();
        Transport.Dispose();
        Network.Dispose();
    }

    private void OnRequest(SipServerTransaction transaction)
    {
        var request = transaction.Request;
        Got.Add(request);
        if (Answers.GetValueOrDefault(request.RequestUri?.User ?? "", 200) is not (not 0 and var status))
        {
            return;
        }

        transaction.Respond(Reply(request) ?? request.Respond(status).Set("To", request.To?.WithParameter("tag", "peer").ToString() ?? "").Build());
    }

    private sealed class Transcript(ListWorld world) : ISipTap
    {
        public void Sent(SipPacket packet)
        {
        }

        public void Received(SipPacket packet) => world.Trace.Append(Encoding.Latin1.GetString(packet.Bytes.Span)).Append('\n');
    }
}

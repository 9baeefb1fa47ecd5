using System.Globalization;
using System.Net;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack;
using Conformance.Stack.Smime;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Client;

/// <summary>A user agent that writes to several people at once through a list service (RFC 5365 6).</summary>
internal sealed class ListClient : IReferenceSeat
{
    /// <summary>Name of the seat.</summary>
    public const string Name = "list-client";

    private readonly ListClientConduct _conduct;
    private readonly SipHost _host;
    private readonly ListComposer _composer;
    private readonly KeyRing _keys;
    private readonly Dictionary<string, string> _formats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<SipUri>>> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknownPaths = new(StringComparer.Ordinal);

    public ListClient(SeatOptions options)
    {
        _conduct = options.Deviate(new ListClientConduct());
        _host = new SipHost(options, _conduct.Sip);
        _composer = new ListComposer(_host, _conduct);
        _keys = new KeyRing(_host.Ids, _host.Loop);
        var inbox = new Inbox(_host, options, new InboxConduct(), _keys);
        inbox.UserSaw += (name, values) => UserSaw?.Invoke(name, values);
    }

    public event Action<string, IReadOnlyDictionary<string, string>>? UserSaw;

    public string Seat => Name;

    public IReadOnlyDictionary<TransportKind, IPEndPoint> SipAddresses => _host.Addresses;

    public IPEndPoint? MsrpAddress => null;

    public void Dispose() => _host.Dispose();

    /// <remarks>
    /// send-list (user, service, recipients, text, receipts, protection: signed, encrypted or both, expires: seconds), list-format (user, type: a media type that the service is known to
    /// take), address-book (user, groups: NAME URI URI ... on each line; recipients may be group:NAME), path (user, known), use-certificates (user, own, known), reset.
    /// </remarks>
    public void Perform(string action, IReadOnlyDictionary<string, string> values)
    {
        var given = new ActionValues(action, values);
        switch (action)
        {
            case "send-list":
                SendList(given.User, given.Uri("service"), Addressee.ReadAll(given.Required("recipients"), _groups.GetValueOrDefault(given.User)), given.Required("text"), given.Optional("receipts"), Layers(given), given.Optional("expires"));
                break;
            case "address-book":
                _groups[given.User] = Addressee.ReadGroups(given.Required("groups"));
                break;
            case "list-format":
                _formats[given.User] = ListComposer.Known(given.Required("type"));
                break;
            case "path":
                _ = given.Flag("known") ? _unknownPaths.Remove(given.User) : _unknownPaths.Add(given.User);
                break;
            case "use-certificates":
                _keys.Learn(given);
                break;
            case "reset":
                _formats.Clear();
                _groups.Clear();
                _unknownPaths.Clear();
                _keys.Reset();
                break;
            default:
                throw new ArgumentException($"{Name} has no action {action}.");
        }
    }

    private void SendList(string user, SipUri service, IReadOnlyList<Addressee> addressees, string text, string receipts, Protection layers, string expires)
    {
        var author = _host.ContactOf(user, service.IsSips && _host.Addresses.ContainsKey(TransportKind.Tls) ? TransportKind.Tls : TransportKind.Tcp);
        var payload = receipts.Length == 0 ? _composer.Text(text) : _composer.InstantMessage(author, addressees, service, text, receipts);
        if (layers is not Protection.None)
        {
            payload = _conduct.Sealed(Sealed(payload, user, addressees, layers), payload);
        }

        var composed = _composer.Compose(user, service, addressees, payload, _formats.GetValueOrDefault(user));
        if (expires.Length > 0)
        {
            composed = composed.Edit().Set("Date", _keys.Now.UtcDateTime.ToString("R", CultureInfo.InvariantCulture)).Set("Expires", expires).Build();
        }

        foreach (var request in _conduct.Requests(_host, composed, addressees))
        {
            Send(user, request, attempts: 1);
        }
    }

    private static Protection Layers(ActionValues given) => given.Optional("protection") is { Length: > 0 } word
        ? Enum.TryParse<Protection>(word, ignoreCase: true, out var layers) ? layers : throw new ArgumentException($"protection is signed, encrypted or both, not \"{word}\".")
        : Protection.None;

    /// <summary>The text as a part for the eyes of its readers alone: the service passes on what it cannot open (RFC 5365 10).</summary>
    private MimeEntity Sealed(MimeEntity payload, string user, IReadOnlyList<Addressee> addressees, Protection layers)
    {
        var readers = _conduct.Readers(addressees).Select(one => one.Uri.ToString()).ToList();
        if (!readers.TrueForAll(reader => _keys.CanSeal(user, reader, layers)))
        {
            throw new ArgumentException("A certificate is missing: what is to stay private does not go out in clear.");
        }

        var (type, body) = _keys.Seal(payload.ContentType?.Text ?? "text/plain", payload.Content.Span, user, readers, layers, _conduct.DatesSignature ? _keys.Now : null);
        return MimeEntity.Build().Header("Content-Type", type).Content(body).Build();
    }

    // The answer says that the service will try (RFC 5365 7); only a refusal is news.
    private void Send(string user, SipMessage request, int attempts) =>
        _host.Send(request.RequestUriText, _conduct.Hop(_host.HopTo(SipUri.Parse(request.RequestUriText))), () => request, outcome =>
        {
            if (_conduct.SendsAgain(outcome, attempts))
            {
                Send(user, request.Edit().Set("Call-ID", _host.Ids.CallId()).Build(), attempts + 1);
            }
            else if (outcome.Status >= 300)
            {
                UserSaw?.Invoke("failed", new Dictionary<string, string>
                {
                    ["user"] = user,
                    ["message-id"] = request.CallId ?? "",
                    ["status"] = outcome.Status.ToString(System.Globalization.CultureInfo.InvariantCulture),
                });
            }
        }, knowsPath: _conduct.TrustsPath || !_unknownPaths.Contains(user));
}

using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Sip.Authentication;
using Conformance.Stack;
using Conformance.Stack.Smime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>
/// The checks between a request and its 202. A request that fails one changes nothing: no copy leaves before the last check has passed
/// (RFC 3261 8.2, RFC 5363 5.2).
/// </summary>
internal sealed class ListGate
{
    /// <summary>The extension that makes a list service (RFC 5365 5).</summary>
    public const string Extension = "recipient-list-message";

    /// <summary>The methods served.</summary>
    public const string Methods = "MESSAGE, OPTIONS";

    // Methods of RFC 3261 and its extensions that are understood and refused; any other is not understood at all.
    private static readonly string[] KnownMethods =
        ["INVITE", "ACK", "BYE", "CANCEL", "REGISTER", "PRACK", "SUBSCRIBE", "NOTIFY", "PUBLISH", "INFO", "REFER", "UPDATE"];

    private readonly SipHost _host;
    private readonly ListServiceConduct _conduct;
    private readonly bool _guarded;
    private readonly DigestServer _digest;
    private readonly HashSet<string> _barred = new(StringComparer.Ordinal);
    private readonly List<Permission> _permissions = [];
    private int _stale;

    public ListGate(SeatOptions options, SipHost host, ListServiceConduct conduct)
    {
        (_host, _conduct, _guarded) = (host, conduct, options.Accounts.Count > 0);
        Keys = new KeyRing(host.Ids, host.Loop);
        _digest = new DigestServer(options.Realm, options.Accounts.GetValueOrDefault, options.Ids.Child("challenges"), new DigestServerOptions { CoversBodies = true });
    }

    /// <summary>What comes back from ourselves goes no further; then all checks in the order of RFC 3261 8.2: who, whether they may, and only then what.</summary>
    public IReadOnlyList<ListCheck> InOrder => [Loop, Authentication, Entitlement, Method, Address, Merged, Extensions, Bodies, Date, Receipts, Seals, Recipients, Privacy, Consent];

    /// <summary>The protection space of our accounts.</summary>
    public string Realm => _digest.Realm;

    /// <summary>Stored lists by user part.</summary>
    public Dictionary<string, StoredList> Stored { get; } = new(StringComparer.Ordinal);

    /// <summary>What was said about those around a service address, by its user part.</summary>
    public Dictionary<string, Surroundings> Known { get; } = new(StringComparer.Ordinal);

    /// <summary>What is known of those around a service address.</summary>
    public Surroundings Around(string user) => Known.GetValueOrDefault(user, Surroundings.Unknown);

    /// <summary>The S/MIME certificates of the service and of people it knows.</summary>
    public KeyRing Keys { get; }

    /// <summary>Lets an account use the service, or not.</summary>
    public void Entitle(string account, bool on) => _ = on ? _barred.Remove(account) : _barred.Add(account);

    /// <summary>Records that somebody takes what <paramref name="issuer"/> (null: anybody) sends through lists, or does not.</summary>
    public void Agree(SipUri recipient, SipUri? issuer, bool on)
    {
        _permissions.RemoveAll(known => known.Recipient.EquivalentTo(recipient) && Equals(known.Issuer, issuer));
        _permissions.Add(new Permission(recipient, issuer, on));
    }

    /// <summary>Whether we have asked somebody and got the permission; most have agreed by other ways than ours.</summary>
    public bool HasObtained(SipUri recipient) => _permissions.Exists(known => known.IsGranted && known.Recipient.EquivalentTo(recipient));

    /// <summary>Forgets lists, bars, permissions and surroundings.</summary>
    public void Reset()
    {
        Stored.Clear();
        Keys.Reset();
        _barred.Clear();
        _permissions.Clear();
        Known.Clear();
        _stale = 0;
    }

    /// <summary>Call-IDs of copies that are on their way to an address of ours.</summary>
    public HashSet<string> ToOurselves { get; } = new(StringComparer.Ordinal);

    /// <summary>A list that leads back to us would be served again and again: Max-Forwards starts anew with every copy.</summary>
    public SipMessage? Loop(ListRequest request) => ToOurselves.Contains(request.Message.CallId ?? "") ? Refuse(request, 482, "Loop Detected") : null;

    public SipMessage? Authentication(ListRequest request)
    {
        if (!_guarded)
        {
            return null;
        }

        var outcome = _digest.Verify(request.Message, _host.Loop.Now, _host.IsHere);
        if (_conduct.Proves(outcome))
        {
            request.Account = Credentials(request.Message)?.Username;
            return null;
        }

        return outcome == DigestOutcome.Malformed
            ? Refuse(request, 400, "Malformed Credentials")
            : _digest.Challenge(request.Message, _host.Loop.Now, stale: outcome == DigestOutcome.Stale);
    }

    public SipMessage? Entitlement(ListRequest request) =>
        request.Account is { } account && _barred.Contains(account) ? Refuse(request, 403) : null;

    public SipMessage? Method(ListRequest request) => request.Message.Method switch
    {
        "MESSAGE" => null,
        var method when KnownMethods.Contains(method) => _host.Reply(request.Message, 405).Add("Allow", Methods).Build(),
        _ => Refuse(request, 501),
    };

    public SipMessage? Address(ListRequest request) => request.Message.RequestUri switch
    {
        { IsSip: false, IsSips: false } or null => Refuse(request, 416),
        var uri when !_host.IsHere(uri) => Refuse(request, 404),
        _ => null,
    };

    public SipMessage? Merged(ListRequest request) => request.Transaction.IsMerged ? Refuse(request, 482) : null;

    public SipMessage? Extensions(ListRequest request)
    {
        var unknown = request.Message.Values(SipHeader.Require)
            .Where(tag => !tag.Equals(Extension, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return unknown.Count == 0
            ? null
            : _host.Reply(request.Message, 420).Add("Unsupported", string.Join(", ", unknown)).Build();
    }

    public SipMessage? Bodies(ListRequest request)
    {
        if (ListBody.TryRead(request.Message, Keys, out var refusal) is not { } body)
        {
            var response = _host.Reply(request.Message, refusal.Status, refusal.Reason);
            return (refusal.Status == 415 ? response.Add("Accept", ListBody.Accepted).Add("Accept-Encoding", "identity") : response).Build();
        }

        (request.Body, request.Stored) = (body, Stored.GetValueOrDefault(request.User));
        if (body.Lists.Count == 0 && request.Stored is null)
        {
            return Refuse(request, 400, "No Recipient List");
        }

        return body.Payload.Count == 0 ? Refuse(request, 400, "No Message Besides The List") : null;
    }

    /// <summary>What was signed long ago, or will be, may be a replay (RFC 3428 11.4).</summary>
    public SipMessage? Date(ListRequest request)
    {
        if (request.Body.SignedAt is not { } date || !_conduct.IsStale(_host.Loop.Now - date))
        {
            return null;
        }

        _stale++;
        return Refuse(request, 400, "Incorrect Date or Time");
    }

    /// <summary>Stale messages met so far.</summary>
    public int Stale => _stale;

    /// <summary>A hidden list that does not collect receipts takes nothing that asks for them (receipts draft 8.2).</summary>
    public SipMessage? Receipts(ListRequest request) =>
        request.Stored is { Hidden: true, RefusesReceipts: true } && RequestedReceipts.In(request.Body.Payload) is not null
            ? Refuse(request, 403, "No Receipts From This List")
            : null;

    /// <summary>A hidden list sends on a message of its own in place of the one it was given, so it takes none that is signed or closed (receipts draft 8.2).</summary>
    public SipMessage? Seals(ListRequest request) =>
        request.Stored is { Hidden: true }
        && (request.Body.Sealed.Count > 0 || request.Body.Payload.Any(part => part.ContentType is { } type && SmimeBody.IsProtected(type)))
            ? Refuse(request, 403, "Nothing Under S/MIME For This List")
            : null;

    public SipMessage? Recipients(ListRequest request)
    {
        var parts = new List<IReadOnlyList<Recipient>> { request.Stored?.Members ?? [] };
        foreach (var list in request.Body.Lists)
        {
            var part = new List<Recipient>();
            if (!RecipientList.TryRead(list, _conduct.Recipients, part))
            {
                return Refuse(request, 400, "Entry Without URI");
            }

            parts.Add(part);
        }

        if (_conduct.Recipients.Merge(parts) is not { } merged || _conduct.Exceeds(parts.Sum(part => part.Count), merged.Count, request.Surroundings.MostRecipients ?? _conduct.MostRecipients))
        {
            return Refuse(request, 413, "Too Many Recipients");
        }

        var copies = new List<Copy>(merged.Count);
        foreach (var recipient in _conduct.Recipients.Served(merged))
        {
            if (OnwardTarget.TryForm(recipient.Uri, _host, _conduct.Recipients, request.Surroundings, out var target))
            {
                copies.Add(new Copy(request, recipient, target, copies.Count));
            }
        }

        (request.Recipients, request.Copies) = (merged, copies);
        return copies.Count == 0 ? Refuse(request, 400, "Nobody To Send To") : null;
    }

    /// <summary>Privacy that its sender cannot do without and we cannot give (RFC 3323 5).</summary>
    public SipMessage? Privacy(ListRequest request) =>
        request.Surroundings.GivePrivacy && PrivacyWish.Of(request.Message) is { IsCritical: true } wish && wish.FirstBeyond(_conduct.Identity.Gives) is { } wanted
            ? Refuse(request, 500, $"No Privacy For {wanted}")
            : null;

    /// <summary>All have agreed, or nobody gets anything (RFC 5363 5.2, RFC 5360 5.9).</summary>
    public SipMessage? Consent(ListRequest request)
    {
        var missing = request.Recipients.Where(recipient => Refuses(recipient.Uri, request.Message.From?.Uri)).ToList();
        return missing.Count == 0
            ? null
            : _host.Reply(request.Message, 470, "Consent Needed")
                .Add("Permission-Missing", string.Join(", ", missing.Select(recipient => $"<{recipient.PublicUri}>")))
                .Build();
    }

    /// <summary>The credentials for our realm.</summary>
    public SipCredentials? Credentials(SipMessage message) => message.Values(SipHeader.Authorization)
        .Select(value => SipCredentials.TryParse(value, out var credentials) ? credentials : null)
        .FirstOrDefault(credentials => credentials?.Realm == Realm);

    public SipMessage Refuse(ListRequest request, int status, string? reason = null) => _host.Reply(request.Message, status, reason).Build();

    // Who has agreed to some issuers has not agreed to the others.
    private bool Refuses(SipUri recipient, SipUri? issuer)
    {
        var said = _permissions.FindAll(known => known.Recipient.EquivalentTo(recipient));
        var meant = _conduct.AsksConsentByIssuer ? said.FindAll(known => known.Issuer is null || (issuer is not null && known.Issuer.EquivalentTo(issuer))) : said;
        return said.Count > 0 && !meant.Exists(known => known.IsGranted);
    }

    private sealed record Permission(SipUri Recipient, SipUri? Issuer, bool IsGranted);
}

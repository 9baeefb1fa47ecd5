using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Conformance.Stack;
using Conformance.Stack.Smime;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Hosting;

/// <summary>
/// The S/MIME certificates of our users: each has its own with the key, and those of people it knows. A user without any takes S/MIME for a media type it does not
/// know; a signature alone can be checked by everybody.
/// </summary>
internal sealed class KeyRing(IdSource ids, IEventLoop loop)
{
    private readonly Dictionary<string, (X509Certificate2 Own, IReadOnlyList<X509Certificate2> Known)> _users = new(StringComparer.Ordinal);

    /// <summary>Forgets all certificates.</summary>
    public void Reset() => _users.Clear();

    /// <summary>The action use-certificates: own (certificate and key), known (certificates), in PEM.</summary>
    /// <exception cref="ArgumentException">A value is missing or cannot be read.</exception>
    public void Learn(ActionValues given)
    {
        try
        {
            var known = new X509Certificate2Collection();
            known.ImportFromPem(given.Optional("known"));
            var own = given.Required("own");
            _users[given.User] = (X509Certificate2.CreateFromPem(own, own), [.. known]);
        }
        catch (CryptographicException fault)
        {
            throw new ArgumentException($"use-certificates: {fault.Message}", fault);
        }
    }

    /// <summary>Whether a user has a certificate of its own.</summary>
    public bool Serves(string user) => _users.ContainsKey(user);

    /// <summary>Whether a user can write to somebody under these layers.</summary>
    public bool CanSeal(string user, string to, Protection layers) =>
        layers is Protection.None || (Serves(user) && (!layers.HasFlag(Protection.Encrypted) || CertificateOf(user, to) is not null));

    /// <summary>The certificate that a user knows somebody by; null when it does not.</summary>
    public X509Certificate2? CertificateOf(string user, string somebody) => !_users.TryGetValue(user, out var holder)
        ? null
        : holder.Known.FirstOrDefault(known => SipAddresses.SameUser(SmimeAuthority.HolderOf(known), somebody));

    /// <summary>Takes all layers off a body, or says with which status it is to be refused.</summary>
    /// <param name="forgiving">True for what nobody should do: a signature that does not hold counts as none.</param>
    public Unsealed Open(string user, MediaType type, ContentDisposition? disposition, ReadOnlyMemory<byte> body, bool forgiving = false)
    {
        var (layers, date) = (Protection.None, default(DateTimeOffset?));
        while (SmimeBody.IsProtected(type))
        {
            var layer = SmimeBody.Open(type, body, _users.TryGetValue(user, out var holder) ? [holder.Own] : []);
            var holds = layer.Flaw is null;
            if (layer.Content is not { } inside || !(holds || (forgiving && layer.Kind is Protection.Signed)))
            {
                // RFC 3261 21.4.30: undecipherable; a signature that does not hold is a damaged message.
                return new Unsealed(type, disposition, body, layers) { Refusal = layer.Kind is Protection.Encrypted ? 493 : 400 };
            }

            layers |= holds ? layer.Kind : Protection.None;
            date ??= layer.Kind is Protection.Signed ? DateOf(inside) : null;
            (type, disposition, body) = (inside.ContentType ?? MediaType.Parse("text/plain"), inside.Disposition, inside.Content);
        }

        return new Unsealed(type, disposition, body, layers) { Date = date };
    }

    /// <summary>Puts layers around the body of a request.</summary>
    public SipMessage Seal(SipMessage request, string user, string to, Protection layers)
    {
        var (type, body) = Seal(request.ContentType?.Text ?? "text/plain", request.Body.Span, user, [to], layers, loop.Now);
        return request.Edit().Body(body, type).Build();
    }

    /// <summary>Puts layers around content; readers who are not known are left out.</summary>
    /// <param name="date">What the signature says when it was made (RFC 3428 11.4).</param>
    public (string Type, byte[] Body) Seal(string type, ReadOnlySpan<byte> content, string user, IEnumerable<string> readers, Protection layers, DateTimeOffset? date) =>
        SmimeBody.Protect(
            layers,
            type,
            content,
            _users[user].Own,
            readers.Select(reader => CertificateOf(user, reader)).OfType<X509Certificate2>(),
            layers.HasFlag(Protection.Signed) ? ids.Boundary() : "",
            date);

    /// <summary>The clock of the users.</summary>
    public DateTimeOffset Now => loop.Now;

    private static DateTimeOffset? DateOf(MimeEntity signed) =>
        DateTimeOffset.TryParseExact(signed.Value("Date"), "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}

/// <summary>A body without its S/MIME layers.</summary>
/// <param name="Type">Media type of what was inside.</param>
/// <param name="Disposition">Its disposition.</param>
/// <param name="Octets">Its octets.</param>
/// <param name="Layers">The layers that were around it.</param>
internal sealed record Unsealed(MediaType Type, ContentDisposition? Disposition, ReadOnlyMemory<byte> Octets, Protection Layers)
{
    /// <summary>The status to refuse it with; 0 when it could be opened.</summary>
    public int Refusal { get; init; }

    /// <summary>The date that the signature covers; null for none.</summary>
    public DateTimeOffset? Date { get; init; }
}

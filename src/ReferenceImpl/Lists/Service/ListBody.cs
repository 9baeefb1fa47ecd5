using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Smime;
using Conformance.Wire;
using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>A request's body, taken apart.</summary>
/// <param name="Payload">What is passed on, in order; one entity when the body was no multipart.</param>
/// <param name="Lists">The recipient lists, one per part.</param>
/// <param name="ListParts">The parts they came in.</param>
internal sealed record ListBody(IReadOnlyList<MimeEntity> Payload, IReadOnlyList<ResourceLists> Lists, IReadOnlyList<MimeEntity> ListParts)
{
    /// <summary>What was encrypted for the service, as it came: a part, or the whole body. It goes no further (RFC 5365 7.3).</summary>
    public IReadOnlyList<MimeEntity> Sealed { get; init; } = [];

    /// <summary>The S/MIME layers around the whole.</summary>
    public Protection Protection { get; init; }

    /// <summary>When its author says to have signed the whole; null where nobody has, or the signature covers no date.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>The media types a body of ours may have; what 415 and OPTIONS tell.</summary>
    public const string Accepted = "multipart/mixed, application/resource-lists+xml, text/plain, message/cpim";

    /// <summary>Reads the body, or says with which status and why it cannot be served.</summary>
    public static ListBody? TryRead(SipMessage request, KeyRing keys, out (int Status, string Reason) refusal)
    {
        refusal = default;
        if (request.Value(SipHeader.ContentEncoding) is { } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            refusal = (415, "Unsupported Content-Encoding");
            return null;
        }

        if (request.ContentType is not { } type)
        {
            if (request.Body.IsEmpty)
            {
                return new ListBody([], [], []);
            }

            refusal = (400, "Body Without Content-Type");
            return null;
        }

        var user = request.RequestUri?.User ?? "";
        var (octets, layers, date) = (request.Body, Protection.None, default(DateTimeOffset?));
        if (SmimeBody.IsEnveloped(type) && keys.Serves(user))
        {
            var inside = keys.Open(user, type, request.Disposition, request.Body);
            if (inside.Refusal > 0)
            {
                refusal = (inside.Refusal, inside.Refusal == 493 ? "Undecipherable" : "Signature Does Not Hold");
                return null;
            }

            (type, octets, layers, date) = (inside.Type, inside.Octets, inside.Layers, inside.Date);
        }

        IReadOnlyList<MimeEntity> parts;
        if (!type.Is("multipart/mixed"))
        {
            parts = [layers is Protection.None ? Whole(request, type) : MimeEntity.Build().Header("Content-Type", type.Text).Content(octets).Build()];
        }
        else if (MimeMultipart.TryParse(octets, type, out var multipart, out var error, WireLimits.Default))
        {
            parts = multipart.Parts;
        }
        else
        {
            refusal = (400, $"Bad Multipart: {error.Reason}");
            return null;
        }

        return Sort(parts, user, keys, out refusal) is not { } body ? null
            : layers is Protection.None ? body
            : body with { Protection = layers, SignedAt = date, Sealed = [.. body.Sealed, Whole(request, request.ContentType)] };
    }

    private static ListBody? Sort(IReadOnlyList<MimeEntity> parts, string user, KeyRing keys, out (int Status, string Reason) refusal)
    {
        var (payload, lists, listParts) = (new List<MimeEntity>(), new List<ResourceLists>(), new List<MimeEntity>());
        var closed = new List<MimeEntity>();
        refusal = default;
        foreach (var received in parts)
        {
            var part = received;
            if (SmimeBody.IsEnveloped(part.ContentType) && keys.Serves(user))
            {
                var inside = keys.Open(user, part.ContentType ?? MediaType.Parse("application/pkcs7-mime"), part.Disposition, part.Content);
                if (inside.Refusal == 0)
                {
                    closed.Add(part);
                    if (part.Disposition?.Is("recipient-list") != true)
                    {
                        continue;
                    }

                    part = MimeEntity.Build().Header("Content-Type", inside.Type.Text).Header("Content-Disposition", "recipient-list").Content(inside.Octets).Build();
                }
                else if (part.Disposition?.Is("recipient-list") == true)
                {
                    refusal = (493, "Undecipherable");
                    return null;
                }
            }

            // A history that comes from a sender would be taken for ours: it is not passed on.
            if (part.Disposition?.Is("recipient-list-history") == true)
            {
                continue;
            }

            if (part.Disposition?.Is("recipient-list") != true)
            {
                payload.Add(part);
                continue;
            }

            if (part.ContentType?.Is(ResourceLists.MediaType) != true)
            {
                if (string.Equals(part.Disposition.Handling, "optional", StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                refusal = (415, "Unsupported List Format");
                return null;
            }

            if (!ResourceLists.TryRead(part.Content, out var list, out var error, WireLimits.Default))
            {
                refusal = (400, $"Bad Recipient List: {error.Reason}");
                return null;
            }

            lists.Add(list);
            listParts.Add(part);
        }

        if (payload.Any(part => HoldsList(part, WireLimits.Default.NestingDepth)))
        {
            refusal = (400, "Recipient List In Nested Body");
            return null;
        }

        return new ListBody(payload, lists, listParts) { Sealed = closed };
    }

    // A list that is overlooked would go out to everybody on it.
    private static bool HoldsList(MimeEntity part, int depth) =>
        part.ContentType is { IsMultipart: true } type
        && (depth == 0
            || (MimeMultipart.TryParse(part.Content, type, out var inner, out _, WireLimits.Default)
                && inner.Parts.Any(nested => nested.Disposition?.Is("recipient-list") == true || HoldsList(nested, depth - 1))));

    /// <summary>The whole body as one entity, with the header fields of the message that describe it.</summary>
    private static MimeEntity Whole(SipMessage request, MediaType type)
    {
        var entity = MimeEntity.Build().Header("Content-Type", type.Text);
        foreach (var header in (SipHeader[])[SipHeader.ContentDisposition, SipHeader.ContentLanguage])
        {
            if (request.Value(header) is { } value)
            {
                entity.Header(SipHeaders.Name(header), value);
            }
        }

        return entity.Content(request.Body).Build();
    }
}

using System.Security.Cryptography.X509Certificates;
using System.Text;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Smime;
using Conformance.Stack;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>
/// Writes the copies of one request (RFC 5365 7.2 and 7.3). Bodies are made once and shared; a copy itself is made when its turn comes.
/// </summary>
internal sealed class CopyWriter(ListRequest request, SipHost host, ListServiceConduct conduct, string realm, BlindMode mode)
{
    // Via is added later, by the transaction.
    private const int ViaOctets = 120;

    private readonly IReadOnlyList<(SipHeader Header, ReadOnlyMemory<byte> Line)> _headers = OnwardHeaders.Of(request, realm, conduct.Identity);
    private CopyBody? _shared;
    private CopyBody? _bare;

    /// <summary>Octets that no copy may exceed; the history is left out where that helps. Null: the path is known to take more (RFC 3428 8).</summary>
    public int? MostOctets { get; init; }

    /// <summary>What takes the place of the payload in each copy to a hidden list that collects receipts; null: nothing does.</summary>
    public AnchoredMessage? Anchor { get; init; }

    /// <summary>Whether we have asked a recipient for the permission to send to it, and got it.</summary>
    public Func<SipUri, bool> HasObtained { get; init; } = _ => false;

    /// <summary>The certificates that histories are encrypted with.</summary>
    public required KeyRing Keys { get; init; }

    /// <summary>The size of the body that most copies have.</summary>
    public int BodyOctets => Shared.Bytes.Length;

    /// <summary>Whether even a copy without history exceeds the limit.</summary>
    public bool IsTooLarge(Copy copy) => Exceeds(Write(copy, Bare));

    public SipMessage Write(Copy copy)
    {
        var message = Write(copy, BodyOf(copy));
        return conduct.Onward(copy, Exceeds(message) ? Write(copy, Bare) : message);
    }

    private CopyBody Shared => _shared ??= Compose(History(receiver: null));

    private CopyBody Bare => _bare ??= Compose(history: null);

    private bool Exceeds(SipMessage message) => message.Bytes.Length + ViaOctets > MostOctets;

    // A URI of ours for the permission of one recipient; without parameters, which the header field would take for its own.
    private string? Permission(Copy copy) =>
        HasObtained(copy.Recipient.Uri) ? host.ContactOf(FormattableString.Invariant($"{request.User}.permission-{copy.Number + 1}"), TransportKind.Udp) : null;

    private CopyBody BodyOf(Copy copy)
    {
        if (Anchor is not null)
        {
            return Anchor.BodyFor(copy);
        }

        var recipient = copy.Recipient;
        var body = !conduct.History.IsFor(recipient) ? Bare
            : conduct.History.Reader(copy) is { } reader && Keys.CertificateOf(request.User, reader.PublicUri) is { } key ? Compose(Sealed(History(recipient), key))
            : conduct.History.Individual || (mode == BlindMode.Self && recipient.Level == Wire.Lists.CopyControl.Bcc) ? Compose(History(recipient))
            : Shared;
        return conduct.Body(copy, body);
    }

    private CopyBody Compose(MimeEntity? history) => conduct.Compose(conduct.Parts(request, history), host.Ids);

    private MimeEntity? History(Recipient? receiver)
    {
        var entries = Service.History.For(request.Recipients, receiver, mode, conduct.History);
        return entries.Count == 0
            ? null
            : MimeEntity.Build()
                .Header("Content-Type", conduct.History.ContentType)
                .Header("Content-Disposition", conduct.History.Disposition)
                .Content(conduct.History.Write(entries))
                .Build();
    }

    /// <summary>A history for the eyes of one reader. The label stands outside too, so that whoever cannot open it may pass over it.</summary>
    private MimeEntity? Sealed(MimeEntity? history, X509Certificate2 key)
    {
        if (history is null)
        {
            return null;
        }

        var (type, body) = SmimeBody.Encrypt(history.Bytes.ToArray(), [key]);
        return MimeEntity.Build().Header("Content-Type", type).Header("Content-Disposition", conduct.History.Disposition).Content(body).Build();
    }

    private SipMessage Write(Copy copy, CopyBody body)
    {
        var target = copy.Target;
        var message = host.NewRequest("MESSAGE", target.RequestUri.ToString(), SipAddresses.ForTo(target.RequestUri), host.RecordOf(request.User));
        if (Anchor is null && conduct.Identity.From(request) is { } sender)
        {
            // The sender's own words, but for the tag, which names our side of this one request.
            message.Set("From", sender.WithParameter("tag", host.Ids.Tag()).ToString());
            foreach (var identity in conduct.Identity.Asserted(copy))
            {
                message.Add("P-Asserted-Identity", identity);
            }
        }

        if (Permission(copy) is { } permission && conduct.TriggerConsent(copy, permission) is { } trigger)
        {
            message.Add("Trigger-Consent", trigger);
        }

        foreach (var (header, line) in _headers)
        {
            // What the URI or the remaining body part says about itself is the closer word.
            var name = SipHeaders.Name(header);
            if (!body.Says(name) && (SipHeaders.IsList(header) || target.Headers.All(field => field.Name != name)))
            {
                message.Raw(line.Span);
            }
        }

        foreach (var (name, value) in target.Headers.Concat(body.Headers))
        {
            message.Raw(Encoding.UTF8.GetBytes($"{name}: {value}\r\n"));
        }

        return message.Body(body.Bytes).Build();
    }
}

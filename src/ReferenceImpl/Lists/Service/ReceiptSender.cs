using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Stack.Smime;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>Sends receipts that the service itself issues (receipts draft 3.2): message/cpim, no Message-ID, no request for receipts.</summary>
internal sealed class ReceiptSender(SipHost host, KeyRing keys, ListReceiptConduct conduct)
{
    /// <param name="sender">The instant message the receipt is about; its CPIM From gets it.</param>
    /// <param name="user">Our user part: the service or the list.</param>
    /// <param name="author">The CPIM From; our own URI when null.</param>
    /// <param name="layers">The S/MIME layers that the instant message came in: the receipt has the same, or is not sent (receipts draft 8.2).</param>
    public void Send(StatusReceipt receipt, CpimMessage about, string user, string? author = null, Protection layers = Protection.None)
    {
        if (about.From is not { } to || !SipUri.TryParse(to.Uri, out var uri))
        {
            return;
        }

        uri = SipAddresses.ToSip(uri);
        layers = conduct.Protection(layers);
        if (!keys.CanSeal(user, to.Uri, layers))
        {
            return;
        }

        var body = ReceiptDraft.Compose(new ReceiptDraft { From = author ?? host.ContactOf(user), To = to.Uri, Document = receipt });
        var target = uri.WithoutHeaders().ToString();
        host.Send(
            target,
            host.HopTo(uri),
            () =>
            {
                var request = host.NewRequest("MESSAGE", target, SipAddresses.ForTo(uri), host.RecordOf(user)).Body(body, "message/cpim").Build();
                return layers is Protection.None ? request : keys.Seal(request, user, to.Uri, layers);
            },
            _ => { });
    }
}

namespace Conformance.Wire.Sip;

#pragma warning disable CS1591 // The members are the header names of the SIP registry, without hyphens; see SipHeaders.Name.
/// <summary>Header fields known by name: those of RFC 3261 and of the extensions that occur around messaging.</summary>
public enum SipHeader : byte
{
    /// <summary>Any other header.</summary>
    Unknown,
    Accept, AcceptContact, AcceptEncoding, AcceptLanguage, AlertInfo, Allow, AllowEvents, AuthenticationInfo, Authorization,
    CallId, CallInfo, Contact, ContentDisposition, ContentEncoding, ContentLanguage, ContentLength, ContentTransferEncoding, ContentType, CSeq,
    Date, ErrorInfo, Event, Expires, From, HistoryInfo, InReplyTo, MaxForwards, MimeVersion, MinExpires,
    Organization, PAssertedIdentity, PPreferredIdentity, Path, Priority, Privacy, ProxyAuthenticate, ProxyAuthorization, ProxyRequire,
    RAck, RSeq, Reason, RecordRoute, ReferTo, ReferredBy, RejectContact, ReplyTo, Require, RetryAfter, Route,
    Server, ServiceRoute, SessionExpires, SipEtag, SipIfMatch, Subject, SubscriptionState, Supported,
    Timestamp, To, Unsupported, UserAgent, Via, Warning, WwwAuthenticate,
}

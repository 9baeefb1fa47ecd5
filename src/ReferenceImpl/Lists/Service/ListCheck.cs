using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>One condition for serving a request.</summary>
/// <returns>The response that refuses it, or null when the condition holds.</returns>
internal delegate SipMessage? ListCheck(ListRequest request);

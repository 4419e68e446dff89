//! Names of FHIR R4 (<https://hl7.org/fhir/R4/datatypes.html>, and the element names of its resources).

pub(super) const PRIMITIVES: &str = "boolean integer string decimal uri url canonical base64Binary instant date dateTime time \
    code oid id markdown unsignedInt positiveInt uuid xhtml";

/// The types other than primitives that a choice can be of.
pub(super) const TYPES: &str = "Quantity CodeableConcept Coding Reference Period Range Ratio Age Duration Identifier Attachment \
    SampledData Timing Money Address Annotation ContactPoint Count Distance HumanName Signature ContactDetail Contributor \
    DataRequirement Expression ParameterDefinition RelatedArtifact TriggerDefinition UsageContext Dosage Meta";

/// Elements that have a choice of types. Left out are a few of rare resources whose name is mostly another element's.
pub(super) const CHOICES: &str = "value answer initial abatement age allowed amount asNeeded author born bounds chargeItem \
    collected created deceased defaultValue diagnosis dose doseNumber due effective fixed identified indication legallyBinding \
    location maxValue medication minValue multipleBirth occurred occurrence offset onset pattern performed procedure product \
    quantity rate reported scheduled seriesDoses serviced source start statusReason substance target time timing used";

/// Types with the names of the elements that are mostly of it: first those that JSON writes as texts or numbers.
pub(super) const ELEMENTS: [(&str, &str); 24] = [
    ("date", "birthDate approvalDate lastReviewDate paymentDate statusDate expirationDate"),
    (
        "dateTime",
        "date start end authored authoredOn recordedDate created started sent received dateAsserted dateWritten lastOccurrence \
         whenHandedOver whenPrepared recordedOn effectiveDate performedDate event timestamp",
    ),
    ("instant", "issued lastUpdated recorded lastModified ifModifiedSince"),
    ("time", "availableStartTime availableEndTime openingTime closingTime"),
    (
        "code",
        "code status gender use language intent priority mode kind severity comparator contentType enableBehavior operator \
         participantStatus criticality category clinicalStatus daysOfWeek mimeType subjectType",
    ),
    ("uri", "url system implicitRules source instantiatesUri definition fullUrl"),
    ("canonical", "questionnaire profile instantiatesCanonical valueSet answerValueSet derivedFrom library"),
    ("id", "id versionId"),
    ("markdown", "copyright purpose"),
    ("decimal", "value score factor longitude latitude"),
    ("positiveInt", "rank sequence"),
    ("base64Binary", "data hash"),
    ("xhtml", "div"),
    ("HumanName", "name"),
    ("Address", "address"),
    ("ContactPoint", "telecom"),
    ("Identifier", "identifier masterIdentifier"),
    ("Extension", "extension modifierExtension"),
    ("Coding", "coding tag security"),
    ("Meta", "meta"),
    ("Narrative", "text"),
    ("Attachment", "photo attachment"),
    ("Annotation", "note"),
    ("Period", "period billablePeriod actualPeriod"),
];

/// What a type is one of.
pub(super) const PARENTS: [(&str, &str); 15] = [
    ("code", "string"),
    ("id", "string"),
    ("markdown", "string"),
    ("url", "uri"),
    ("canonical", "uri"),
    ("uuid", "uri"),
    ("oid", "uri"),
    ("positiveInt", "integer"),
    ("unsignedInt", "integer"),
    ("Age", "Quantity"),
    ("Duration", "Quantity"),
    ("Count", "Quantity"),
    ("Distance", "Quantity"),
    ("SimpleQuantity", "Quantity"),
    ("MoneyQuantity", "Quantity"),
];

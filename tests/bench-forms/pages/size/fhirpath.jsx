import fhirpath from "fhirpath";
import model from "fhirpath/fhir-context/r4";

globalThis.run = (text, resource, environment) => fhirpath.compile(text, model)(resource, environment);

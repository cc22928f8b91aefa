// Makes a large picture smaller before it is sent, where the browser can decode it; the server takes it as it is too.

const SMALL = 3 * 1024 * 1024; // what is smaller is sent as it is, and kept so
const LONGEST = 3508; // A4 at 300 dots an inch: what the server would keep
const LONG = 3; // a long screenshot is cut into pages by the server, and not made narrow here
const QUALITY = 0.88;
const PICTURE = /^image\/(?!tiff|gif|svg)|^$/;

export function mayShrink(file) {
  return file.size > SMALL && PICTURE.test(file.type) && !/\.(pdf|tiff?)$/i.test(file.name);
}

export async function shrunk(file) {
  if (!mayShrink(file)) return file;
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file; // this browser cannot decode it; the server can
  }
  try {
    return (await redrawn(picture, file)) ?? file;
  } finally {
    picture.close();
  }
}

async function redrawn(picture, file) {
  if (picture.height > LONG * picture.width) return null;
  const share = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * share);
  canvas.height = Math.round(picture.height * share);
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.fillStyle = "white"; // what is transparent is paper
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const made = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  canvas.width = canvas.height = 0; // a telephone's browser has little room for canvases
  if (!made || made.size >= file.size) return null;
  return new File([made], file.name.replace(/(\.[A-Za-z0-9]{1,5})?$/, ".jpg"), { type: "image/jpeg" });
}
